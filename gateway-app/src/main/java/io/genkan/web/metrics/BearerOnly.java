package io.genkan.web.metrics;

import io.genkan.settings.MetricsToken;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/// Lets a request through that shows the token (RFC 6750 §2.1), and nothing else.
final class BearerOnly extends OncePerRequestFilter {
    private static final String SCHEME = "bearer ";

    private final MetricsToken token;

    BearerOnly(MetricsToken token) {
        this.token = token;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (showsToken(request.getHeader(HttpHeaders.AUTHORIZATION))) {
            chain.doFilter(request, response);
        } else {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"genkan\"");
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
        }
    }

    private boolean showsToken(@Nullable String header) {
        return header != null
                && header.toLowerCase(Locale.ROOT).startsWith(SCHEME)
                && token.isShownBy(header.substring(SCHEME.length()).strip());
    }
}
