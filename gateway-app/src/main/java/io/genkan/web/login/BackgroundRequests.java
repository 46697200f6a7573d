package io.genkan.web.login;

import jakarta.servlet.http.HttpServletRequest;

/// Requests that an open page makes by itself, which htmx marks with a header.
final class BackgroundRequests {
    private BackgroundRequests() {}

    /// Whether it is one. A person may forge the header, and only ends his own login sooner.
    static boolean is(HttpServletRequest request) {
        return "true".equals(request.getHeader("HX-Request"));
    }
}
