package io.genkan.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CommandRunnerTest {
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final CommandRunner commands = new CommandRunner();

    @Test
    void givesBothOutputsOfAProgramThatSucceeded() throws IOException {
        CommandRunner.Output output = commands.run("sh", "-c", "echo out; echo err >&2");
        assertThat(output.stdout()).isEqualTo("out\n");
        assertThat(output.stderr()).isEqualTo("err\n");
    }

    @Test
    void passesArgumentsOnAsTheyAre() throws IOException {
        assertThat(commands.run("printf", "%s|", "two words", "$HOME", "\"", "", "日本")
                        .stdout())
                .isEqualTo("two words|$HOME|\"||日本|");
    }

    @Test
    void feedsTheProgram() throws IOException {
        assertThat(commands.run(List.of("cat"), "日本\n").stdout()).isEqualTo("日本\n");
    }

    @Test
    void saysWhatFailedHowAndWhy() {
        assertThatThrownBy(() -> commands.run("sh", "-c", "echo out; echo why >&2; exit 3"))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContainingAll("sh -c", "exit code 3", "why", "out");
    }

    @Test
    void saysThatAProgramWasKilled() {
        assertThatThrownBy(() -> commands.run("sh", "-c", "kill -9 $$"))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("exit code 137");
    }

    @Test
    void saysThatThereIsNoSuchProgram() {
        assertThatThrownBy(() -> commands.run("genkan-no-such-program"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("genkan-no-such-program");
    }

    /// More on either than a pipe holds.
    @Test
    void readsLargeOutputOnBothPipes() throws IOException {
        CommandRunner.Output output = commands.run(
                "sh", "-c", "head -c 3000000 /dev/zero | tr '\\0' e >&2; head -c 3000000 /dev/zero | tr '\\0' o");
        assertThat(output.stdout()).isEqualTo("o".repeat(3_000_000));
        assertThat(output.stderr()).isEqualTo("e".repeat(3_000_000));
    }

    @Test
    void feedsMoreThanAPipeHoldsWhileTheProgramWrites() throws IOException {
        String text = "line\n".repeat(500_000);
        assertThat(commands.run(List.of("cat"), text).stdout()).isEqualTo(text);
    }

    @Test
    void acceptsThatAProgramReadsNothing() throws IOException {
        assertThat(commands.run(List.of("true"), "x".repeat(1_000_000)).stdout())
                .isEmpty();
        assertThatThrownBy(() -> commands.run(List.of("false"), "x".repeat(1_000_000)))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("exit code 1");
    }

    @Test
    void losesPatience() {
        assertThatThrownBy(() -> new CommandRunner(SHORT).run("sleep", "25"))
                .isInstanceOf(CommandFailedException.class)
                .hasMessage("`sleep 25`: no answer within 1 s");
    }

    @Test
    void losesPatienceWithAProgramThatDoesNotRead() {
        assertThatThrownBy(() -> new CommandRunner(SHORT).run(List.of("sleep", "26"), "x".repeat(1_000_000)))
                .isInstanceOf(CommandFailedException.class)
                .hasMessage("`sleep 26`: no answer within 1 s");
    }

    /// Where nobody reads yet when a program ends, Java takes what there is and closes the pipe; so this one lives
    /// until somebody does.
    @Test
    void losesPatienceWithAChildThatKeepsThePipeOpen() {
        assertThatThrownBy(() -> new CommandRunner(SHORT).run("sh", "-c", "sleep 10 & echo started; sleep 0.3"))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("no answer within 1 s");
    }

    @Test
    void killsWhatItLostPatienceWith() {
        assertThatThrownBy(() -> new CommandRunner(SHORT).run("sleep", "27.125"))
                .isInstanceOf(CommandFailedException.class);
        assertThat(ProcessHandle.current().descendants())
                .noneMatch(child ->
                        child.isAlive() && child.info().commandLine().orElse("").contains("sleep 27.125"));
    }

    @Test
    void stopsWhenInterrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> commands.run("sleep", "25"))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted())
                .as("the interrupt is kept for the caller")
                .isTrue();
    }

    /// A service manager or a user's shell may have no /usr/sbin in its PATH.
    @Test
    void findsProgramsThatTheProcessWasStartedWithoutAPathTo() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RunsIp.class.getName())
                .redirectErrorStream(true);
        builder.environment().put("PATH", "/nonexistent");
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        assertThat(printed).startsWith("ip utility");
    }

    /// The process of the test above.
    static final class RunsIp {
        private RunsIp() {}

        public static void main(String[] arguments) throws IOException {
            System.out.print(new CommandRunner().run("ip", "-V").stdout());
        }
    }
}
