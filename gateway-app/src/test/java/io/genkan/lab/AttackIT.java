package io.genkan.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A hostile friend sends everything that there is into his tunnel, as `lab/attack` does it with larger numbers.
class AttackIT {
    @ParameterizedTest
    @ValueSource(strings = {"tap", "tun"})
    void letsNothingOutOfTheTunnelButWhatThePolicyLists(String layer) {
        Run attack = Run.of(List.of(
                Path.of("..", "lab", "attack").toString(),
                "--only",
                layer,
                "--mutants",
                "500",
                "--app",
                Application.directory().toString()));
        assertThat(attack.exitCode()).as(attack.output()).isZero();
        assertThat(attack.output()).contains("source of a LAN host").contains("nothing leaked");
    }
}
