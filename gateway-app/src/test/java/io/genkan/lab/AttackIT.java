package io.genkan.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// A hostile friend sends everything that there is into his tunnel, as `lab/attack` does it with larger numbers.
class AttackIT {
    /// Each way of joining the LAN, in one lab.
    @Test
    void letsNothingOutOfTheTunnelButWhatThePolicyLists() {
        Run attack = Run.of(List.of(
                Lab.script("attack"),
                "--mutants",
                "500",
                "--app",
                Application.directory().toString()));
        assertThat(attack.exitCode()).as(attack.output()).isZero();
        assertThat(attack.output()).contains("tap-bridged: sent", "source of a LAN host", "nothing leaked");
    }
}
