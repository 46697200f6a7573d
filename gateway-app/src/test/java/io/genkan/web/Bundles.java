package io.genkan.web;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import org.springframework.context.MessageSource;
import org.springframework.context.support.ResourceBundleMessageSource;

/// The message bundles as they lie on the class path.
public final class Bundles {
    private Bundles() {}

    /// A message source over them, set up like the real one.
    public static MessageSource source() {
        ResourceBundleMessageSource source = new ResourceBundleMessageSource();
        source.setBasename("messages");
        source.setDefaultEncoding(StandardCharsets.UTF_8.name());
        source.setFallbackToSystemLocale(false);
        return source;
    }

    static Map<String, String> english() {
        return read("/messages.properties");
    }

    static Map<String, String> japanese() {
        return read("/messages_ja.properties");
    }

    private static Map<String, String> read(String name) {
        Properties properties = new Properties();
        try (Reader text = new InputStreamReader(
                Objects.requireNonNull(Bundles.class.getResourceAsStream(name)), StandardCharsets.UTF_8)) {
            properties.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> sentences = new TreeMap<>();
        properties.stringPropertyNames().forEach(k -> sentences.put(k, properties.getProperty(k)));
        return sentences;
    }
}
