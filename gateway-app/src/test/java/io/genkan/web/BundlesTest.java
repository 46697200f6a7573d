package io.genkan.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.genkan.access.AccessDecision;
import io.genkan.access.AccessProblem;
import io.genkan.access.InvitationProblem;
import io.genkan.access.KeyProblem;
import io.genkan.audit.AuditEvent;
import io.genkan.audit.AuditProblem;
import io.genkan.control.ControlProblem;
import io.genkan.kit.KitProblem;
import io.genkan.net.BadInputException;
import io.genkan.net.NetProblem;
import io.genkan.notify.DeliveryProblem;
import io.genkan.notify.NotificationProblem;
import io.genkan.owner.OwnerProblem;
import io.genkan.router.BridgeProblem;
import io.genkan.settings.SettingsProblem;
import io.genkan.sshd.StrangerLeft;
import io.genkan.store.StoreReport;
import io.genkan.tunnel.AttachmentException;
import io.genkan.tunnel.CloseReason;
import io.genkan.tunnel.DropReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

class BundlesTest {
    private static final List<Class<? extends Enum<?>>> REASONS = List.of(
            NetProblem.class,
            AccessProblem.class,
            KeyProblem.class,
            InvitationProblem.class,
            KitProblem.class,
            NotificationProblem.class,
            DeliveryProblem.class,
            AccessDecision.Reason.class,
            CloseReason.class,
            DropReason.class,
            AttachmentException.Reason.class,
            OwnerProblem.class,
            SettingsProblem.class,
            ControlProblem.class,
            BridgeProblem.class,
            AuditEvent.class,
            AuditProblem.class,
            StoreReport.Why.class);

    /// Each has a few words more, for the audit log.
    private static final List<Class<? extends Enum<?>>> REASONS_IN_THE_AUDIT_LOG = List.of(
            AccessDecision.Reason.class,
            CloseReason.class,
            AttachmentException.Reason.class,
            StrangerLeft.Manner.class);

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d+}");
    private static final Pattern KEY_IN_TEMPLATE = Pattern.compile("#\\{([a-z0-9.-]+)");

    private final Map<String, String> english = Bundles.english();
    private final Map<String, String> japanese = Bundles.japanese();

    @Test
    void haveASentenceForEveryReason() {
        Set<String> keys = new TreeSet<>();
        for (Class<? extends Enum<?>> reasons : REASONS) {
            Arrays.stream(reasons.getEnumConstants())
                    .map(BadInputException::messageKey)
                    .forEach(keys::add);
        }
        assertThat(english).containsKeys(keys.toArray(String[]::new));
        assertThat(japanese).containsKeys(keys.toArray(String[]::new));
    }

    @Test
    void haveWordsOfTheAuditLogForEveryReasonInIt() {
        Set<String> keys = REASONS_IN_THE_AUDIT_LOG.stream()
                .flatMap(reasons -> Arrays.stream(reasons.getEnumConstants()))
                .map(reason -> "audit." + BadInputException.messageKey(reason))
                .collect(Collectors.toSet());
        assertThat(english).containsKeys(keys.toArray(String[]::new));
        assertThat(english.keySet().stream()
                        .filter(key -> key.matches("audit\\.(.*-)?(reason|manner|exception|decision|left)\\..*"))
                        .toList())
                .allMatch(keys::contains);
    }

    @Test
    void haveNoSentenceForAReasonThatIsGone() {
        Set<String> known = REASONS.stream()
                .flatMap(r -> Arrays.stream(r.getEnumConstants()))
                .map(BadInputException::messageKey)
                .collect(Collectors.toSet());
        List<String> gone = english.keySet().stream()
                .filter(k -> !k.startsWith("audit."))
                .filter(k -> k.matches(".*-(problem|reason|decision|exception)\\..*"))
                .filter(k -> !known.contains(k))
                .toList();
        assertThat(gone).isEmpty();
    }

    @Test
    void haveTheSameKeys() {
        assertThat(japanese.keySet()).isEqualTo(english.keySet());
    }

    @Test
    void haveTheSamePlaceholders() {
        english.forEach((key, sentence) ->
                assertThat(placeholders(japanese.getOrDefault(key, ""))).as(key).isEqualTo(placeholders(sentence)));
    }

    @Test
    void haveNothingEmptyAndNoStraightApostrophe() {
        for (Map<String, String> bundle : List.of(english, japanese)) {
            assertThat(bundle)
                    .allSatisfy(
                            (_, sentence) -> assertThat(sentence).isNotBlank().doesNotContain("'"));
        }
    }

    @Test
    void areJapaneseWhereTheyShouldBe() {
        Set<String> same = Set.of("page.title");
        japanese.forEach((key, sentence) -> {
            if (!same.contains(key)) {
                assertThat(sentence).as(key).containsPattern("[\\p{IsHiragana}\\p{IsKatakana}\\p{IsHan}]");
            }
        });
    }

    @Test
    void haveEveryKeyOfTheTemplates() throws IOException {
        List<String> used = new ArrayList<>();
        for (Resource template :
                new PathMatchingResourcePatternResolver().getResources("classpath*:/templates/**/*.html")) {
            KEY_IN_TEMPLATE
                    .matcher(template.getContentAsString(StandardCharsets.UTF_8))
                    .results()
                    .map(r -> r.group(1))
                    .forEach(used::add);
        }
        assertThat(used).isNotEmpty();
        assertThat(english).containsKeys(used.toArray(String[]::new));
    }

    private static Set<String> placeholders(String sentence) {
        return PLACEHOLDER.matcher(sentence).results().map(MatchResult::group).collect(Collectors.toSet());
    }
}
