package io.genkan.lab;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A web page of a host of the lab, on every address of its; gone when it is closed.
///
/// @param server what serves it
record WebPage(Process server) implements AutoCloseable {
    /// Serves it, from when this returns.
    ///
    /// The request is read to its end, since a connection that is closed with unread bytes is reset.
    static WebPage serve(Lab lab, String host, String port) throws IOException {
        Path directory = lab.state().resolve(host);
        Path page = Files.writeString(directory.resolve("page"), "HTTP/1.0 200 OK\r\nConnection: close\r\n\r\nhello\n");
        Path answer = Files.writeString(directory.resolve("answer.sed"), "/^\\r$/{\nr " + page + "\nq\n}\n");
        WebPage served = new WebPage(lab.start(
                host,
                directory.resolve("server-" + port + ".log"),
                "socat",
                "TCP-LISTEN:" + port + ",reuseaddr,fork",
                "EXEC:sed -un -f " + answer));
        await().until(() -> lab.fetches(host, "http://127.0.0.1:" + port + "/"));
        return served;
    }

    @Override
    public void close() {
        server.destroy();
    }
}
