package io.genkan.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/// A database that a test makes stumble; until then it is the real one alone.
public final class Stumbles extends DelegatingDataSource {
    /// Whether no connection is to be had.
    public volatile boolean refuses;

    /// Whether commits reach the disk and are not acknowledged.
    public volatile boolean forgetsToAcknowledge;

    private volatile CountDownLatch gate = new CountDownLatch(0);

    Stumbles(DataSource real) {
        super(real);
    }

    /// Whoever asks for a connection from now on waits until {@link #resume}.
    public void hang() {
        gate = new CountDownLatch(1);
    }

    /// Ends the waiting.
    public void resume() {
        gate.countDown();
    }

    @Override
    public Connection getConnection() throws SQLException {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (refuses) {
            throw new SQLException("this disk refuses");
        }
        Connection real = super.getConnection();
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    try {
                        Object result = method.invoke(real, arguments);
                        if (forgetsToAcknowledge && method.getName().equals("commit")) {
                            throw new SQLException("this disk does not answer");
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
