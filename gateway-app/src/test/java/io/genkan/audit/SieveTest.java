package io.genkan.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SieveTest {
    private static final Instant NOON = Instant.parse("2026-05-03T12:00:00Z");

    private final Sieve sieve = new Sieve(Duration.ofMinutes(10), 5);

    @Test
    void passesTheFirstAndSumsUpTheRest() {
        assertThat(sieve.admit(forwarded("taro", "192.168.100.10:80", 0))).isPresent();
        for (int second = 1; second <= 99; second++) {
            assertThat(sieve.admit(forwarded("taro", "192.168.100.10:80", second)))
                    .isEmpty();
        }
        assertThat(sieve.due(NOON.plusSeconds(599))).isEmpty();
        assertThat(sieve.due(NOON.plusSeconds(600))).singleElement().satisfies(sum -> {
            assertThat(sum.times()).isEqualTo(99);
            assertThat(sum.at()).isEqualTo(NOON.plusSeconds(1));
            assertThat(sum.lastAt()).isEqualTo(NOON.plusSeconds(99));
            assertThat(sum.bytesIn()).hasValue(990);
            assertThat(sum.subject()).isEqualTo("192.168.100.10:80");
        });
        assertThat(sieve.admit(forwarded("taro", "192.168.100.10:80", 601)))
                .as("a first one again")
                .isPresent();
    }

    @Test
    void letsNobodyMakeMoreThanSoManyLines() {
        List<AuditEntry> written = new ArrayList<>();
        for (int port = 1; port <= 60_000; port++) {
            sieve.admit(forwarded("taro", "192.168.100.10:" + port, 0)).ifPresent(written::add);
        }
        assertThat(written).hasSize(5);
        assertThat(sieve.admit(forwarded("hanako", "192.168.100.10:80", 0)))
                .as("another friend")
                .isPresent();
        assertThat(sieve.due(NOON.plusSeconds(600))).singleElement().satisfies(rest -> {
            assertThat(rest.times()).isEqualTo(59_995);
            assertThat(rest.actor()).isEqualTo("taro");
            assertThat(rest.detail()).isEqualTo("…");
        });
        assertThat(sieve.admit(forwarded("taro", "192.168.100.10:1", 601))).isPresent();
    }

    @Test
    void holdsNothingForEverWhereTheClockWasSetBack() {
        sieve.admit(forwarded("taro", "a", 0));
        sieve.admit(forwarded("taro", "a", 1));
        assertThat(sieve.due(NOON.minus(Duration.ofDays(300)))).hasSize(1);
    }

    private static AuditEntry forwarded(String friend, String to, int second) {
        return AuditEntry.of(AuditEvent.FORWARDED, NOON.plusSeconds(second), friend, "203.0.113.10", to)
                .withBytes(10, 20);
    }
}
