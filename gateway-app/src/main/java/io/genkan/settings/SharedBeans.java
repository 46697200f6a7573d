package io.genkan.settings;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;

/// What every package shares: the clock, and the sentences that people read.
@Configuration(proxyBeanMethods = false)
class SharedBeans {
    @Bean
    Clock clock() {
        return LabClock.orMachines();
    }

    /// The sentences, in English and Japanese; any other language gets English, whatever the machine itself speaks.
    ///
    /// A sentence that is not in the bundle is an exception: nobody should read a key in place of a sentence.
    @Bean
    MessageSource messageSource() {
        return sentences();
    }

    static MessageSource sentences() {
        ResourceBundleMessageSource sentences = new ResourceBundleMessageSource();
        sentences.setBasename("messages");
        sentences.setDefaultEncoding(StandardCharsets.UTF_8.name());
        sentences.setFallbackToSystemLocale(false);
        sentences.setDefaultLocale(Locale.ENGLISH);
        return sentences;
    }
}
