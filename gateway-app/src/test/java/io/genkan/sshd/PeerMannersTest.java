package io.genkan.sshd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.junit.jupiter.api.Test;

class PeerMannersTest {
    private static final long MEGABYTE = 1024 * 1024;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final PeerManners manners = new PeerManners(0);

    @Test
    void bearsAKeyExchangeAfterEveryMegabyteForEver() {
        assertThatCode(() -> {
                    for (int i = 0; i < 10_000; i++) {
                        manners.check(SshConstants.SSH_MSG_KEXINIT, i * MEGABYTE, 0);
                    }
                })
                .doesNotThrowAnyException();
    }

    @Test
    void cutsOffWhoRenewsKeysWithoutCarryingAnything() {
        assertThat(howMany(SshConstants.SSH_MSG_KEXINIT, 0, 0)).isEqualTo(10);
        assertThatThrownBy(() -> manners.check(SshConstants.SSH_MSG_KEXINIT, 0, SECOND))
                .isInstanceOf(SshException.class)
                .hasMessage("keys are renewed without pause");
    }

    @Test
    void bearsMoreWithTime() {
        howMany(SshConstants.SSH_MSG_KEXINIT, 0, 0);
        assertThat(howMany(SshConstants.SSH_MSG_KEXINIT, 0, 30 * SECOND)).isEqualTo(3);
    }

    @Test
    void bearsAWindowAdjustWithEachPacket() {
        assertThatCode(() -> {
                    for (int i = 0; i < 100_000; i++) {
                        manners.check(SshConstants.SSH_MSG_CHANNEL_WINDOW_ADJUST, i * 1_400L, 0);
                    }
                })
                .doesNotThrowAnyException();
    }

    @Test
    void cutsOffWhoSendsOnlyMessagesThatCarryNothing() {
        assertThat(howMany(SshConstants.SSH_MSG_GLOBAL_REQUEST, 0, 0)).isEqualTo(5_000);
        assertThatThrownBy(() -> manners.check(SshConstants.SSH_MSG_IGNORE, 0, 0))
                .hasMessage("too many messages that carry nothing");
    }

    @Test
    void neverCountsData() {
        assertThatCode(() -> {
                    for (int i = 0; i < 100_000; i++) {
                        manners.check(SshConstants.SSH_MSG_CHANNEL_DATA, 0, 0);
                    }
                })
                .doesNotThrowAnyException();
    }

    /// How often a message is borne before it is too much.
    private int howMany(int message, long carried, long now) {
        for (int count = 0; ; count++) {
            try {
                manners.check(message, carried, now);
            } catch (SshException e) {
                return count;
            }
        }
    }
}
