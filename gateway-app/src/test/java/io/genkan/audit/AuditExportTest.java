package io.genkan.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditExportTest {
    private static final Instant NOON = Instant.parse("2026-05-03T12:00:00.123456Z");

    @Test
    void writesCsv() {
        AuditEntry entry = AuditEntry.of(AuditEvent.TUNNEL_CLOSED, NOON, "taro", "203.0.113.10", "")
                .withReason("close-reason.friend-left")
                .withBytes(12, 34);
        assertThat(AuditExport.CSV.head() + AuditExport.CSV.write(entry, true) + AuditExport.CSV.tail())
                .isEqualTo("at,lastAt,event,actor,origin,subject,detail,reason,times,bytesIn,bytesOut\r\n"
                        + "2026-05-03T12:00:00.123Z,2026-05-03T12:00:00.123Z,tunnel-closed,taro,203.0.113.10,,,"
                        + "close-reason.friend-left,1,12,34\r\n");
    }

    @Test
    void writesJson() {
        AuditEntry entry = AuditEntry.of(AuditEvent.FRIEND_ADDED, NOON, "owner", "192.168.100.20", "花\"子");
        assertThat(AuditExport.JSON.head()
                        + AuditExport.JSON.write(entry, true)
                        + AuditExport.JSON.write(entry, false)
                        + AuditExport.JSON.tail())
                .startsWith("[\n{\"at\":\"2026-05-03T12:00:00.123Z\"")
                .contains("\"subject\":\"花\\\"子\"", "\"bytesOut\":null},\n{")
                .endsWith("}\n]\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", " =1", "=cmd|' /C calc'!A0"})
    void leavesNoFormulaToASpreadsheet(String name) {
        AuditEntry entry = AuditEntry.of(AuditEvent.FRIEND_ADDED, NOON, "owner", "", name);
        assertThat(AuditExport.CSV.write(entry, true)).contains(",'" + name).doesNotContain("," + name);
    }

    @ParameterizedTest
    @CsvSource({"'a,b', '\"a,b\"'", "'say \"a\"', '\"say \"\"a\"\"\"'"})
    void quotesWhatWouldEndAValue(String text, String quoted) {
        AuditEntry entry = AuditEntry.of(AuditEvent.FRIEND_ADDED, NOON, "owner", "", text);
        assertThat(AuditExport.CSV.write(entry, true)).contains("," + quoted + ",");
    }

    @Test
    void keepsALineALine() {
        AuditEntry entry = AuditEntry.of(
                        AuditEvent.FORWARD_REFUSED,
                        NOON,
                        "taro",
                        "",
                        "host\r\n=1+1\u2028\u202e\u0000" + "x".repeat(500))
                .withDetail("y".repeat(5000));
        assertThat(AuditExport.CSV.write(entry, false).substring(2)).doesNotContain("\r", "\n", "\u2028", "\u202e");
        assertThat(entry.subject()).hasSize(80).endsWith("…");
        assertThat(entry.detail()).hasSize(400);
    }
}
