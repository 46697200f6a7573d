package io.genkan.notify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// A webhook on a port of the loopback interface, which answers what it is told to.
final class WebhookHere implements AutoCloseable {
    /// What it was sent.
    record Heard(
            String method,
            String path,
            @Nullable String title,
            @Nullable String authorization,
            String body) {}

    final List<Heard> heard = new CopyOnWriteArrayList<>();

    private final HttpServer server;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile List<Integer> answers = List.of();
    private volatile String location = "";
    private volatile boolean silent;

    WebhookHere() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            heard.add(new Heard(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders().getFirst("Title"),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            if (silent) {
                closing.await();
            }
            if (!location.isEmpty()) {
                exchange.getResponseHeaders().add("Location", location);
            }
            List<Integer> left = answers;
            int status = left.isEmpty() ? 200 : left.getFirst();
            answers = left.isEmpty() ? left : left.subList(1, left.size());
            exchange.sendResponseHeaders(status, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/home";
    }

    /// Has it answer with these status codes, and then well again.
    WebhookHere answers(Integer... codes) {
        answers = List.of(codes);
        return this;
    }

    WebhookHere redirectsTo(String url) {
        location = url;
        return answers(307);
    }

    /// Never answers.
    WebhookHere isSilent() {
        silent = true;
        return this;
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
