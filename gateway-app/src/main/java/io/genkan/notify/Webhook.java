package io.genkan.notify;

import io.genkan.notify.Delivery.Delivered;
import io.genkan.notify.Delivery.Failed;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Sends one request and says what came of it; waits no longer than it was told to. What the other side answers beyond
/// the status is not read into memory, and where it redirects to is not followed: the message and its token are for it
/// alone.
final class Webhook implements AutoCloseable {
    private static final int MOVED = 300;
    private static final int CLIENT_ERROR = 400;
    private static final int UNAUTHORISED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TIMEOUT = 408;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    private final Duration timeout;
    private final HttpClient client;

    /// @param timeout for the connection, and for all of it
    Webhook(Duration timeout) {
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    /// @throws InterruptedException if the thread is to stop
    Delivery send(HttpRequest request) throws InterruptedException {
        String host = request.uri().getHost();
        CompletableFuture<Integer> answer =
                client.sendAsync(request, BodyHandlers.discarding()).thenApply(response -> response.statusCode());
        try {
            return of(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS), host);
        } catch (TimeoutException e) {
            return new Failed(DeliveryProblem.NO_ANSWER, List.of(host));
        } catch (ExecutionException e) {
            return new Failed(problemOf(e.getCause()), List.of(host));
        } finally {
            answer.cancel(true);
        }
    }

    private static DeliveryProblem problemOf(@Nullable Throwable cause) {
        return switch (cause) {
            case HttpTimeoutException _ -> DeliveryProblem.NO_ANSWER;
            case SSLException _ -> DeliveryProblem.NOT_TRUSTED;
            case null, default -> DeliveryProblem.NO_CONNECTION;
        };
    }

    private static Delivery of(int status, String host) {
        if (status < MOVED) {
            return new Delivered();
        }
        if (status < CLIENT_ERROR) {
            return new Failed(DeliveryProblem.REDIRECTED, List.of(host));
        }
        if (status == UNAUTHORISED || status == FORBIDDEN) {
            return new Failed(DeliveryProblem.NOT_ALLOWED, List.of(host));
        }
        boolean busy = status >= SERVER_ERROR || status == TOO_MANY || status == TIMEOUT;
        DeliveryProblem reason = busy ? DeliveryProblem.OUT_OF_ORDER : DeliveryProblem.REFUSED;
        return new Failed(reason, List.of(host, Integer.toString(status)));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
