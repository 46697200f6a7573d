package io.genkan.web;

import io.genkan.net.BadInputException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/// Answers a page address with a value in it that cannot be, such as a tunnel unit that is too large.
@ControllerAdvice
class BadAddressAdvice {
    @ExceptionHandler(BadInputException.class)
    void on(BadInputException problem, HttpServletResponse response) throws IOException {
        response.sendError(HttpStatus.BAD_REQUEST.value());
    }
}
