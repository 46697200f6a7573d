package io.genkan.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/// The page for a request that went wrong: what that means and what to do, never what the program did inside.
@Component
class ErrorPages implements ErrorViewResolver {
    private static final Set<HttpStatus> WITH_OWN_WORDS =
            Set.of(HttpStatus.BAD_REQUEST, HttpStatus.FORBIDDEN, HttpStatus.NOT_FOUND, HttpStatus.METHOD_NOT_ALLOWED);

    private final Sentences sentences;

    ErrorPages(Sentences sentences) {
        this.sentences = sentences;
    }

    @Override
    public ModelAndView resolveErrorView(HttpServletRequest request, HttpStatus status, Map<String, Object> model) {
        String key = "error." + nearest(status).value();
        return new ModelAndView(
                "error", Map.of("title", sentences.of(key + ".title"), "text", sentences.of(key + ".text")), status);
    }

    private static HttpStatus nearest(HttpStatus status) {
        if (WITH_OWN_WORDS.contains(status)) {
            return status;
        }
        return status.is4xxClientError() ? HttpStatus.BAD_REQUEST : HttpStatus.INTERNAL_SERVER_ERROR;
    }
}
