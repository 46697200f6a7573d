package io.genkan.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One raised lab with a gateway in it, as `lab/lab` makes it; removed when it is closed.
final class Lab implements AutoCloseable {
    /// Addresses of the lab, as its README has them.
    static final String NAS = "192.168.100.10";

    static final String TV = "192.168.100.11";
    static final String ROUTER = "192.168.100.1";
    static final String GATEWAY = "192.168.100.2";
    static final String ROUTER_OUTSIDE = "203.0.113.30";

    private static final JsonMapper JSON = new JsonMapper();
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    private final String id;
    private final Path state;

    private Lab(String id) {
        this.id = id;
        this.state = Path.of(lab("dir", id).orFail().strip());
    }

    /// Raises a lab and starts its gateway.
    static Lab raise() {
        Lab lab = raiseWithoutGateway();
        lab.startGateway();
        return lab;
    }

    /// Raises a lab in which no gateway has run yet.
    static Lab raiseWithoutGateway() {
        String id = "it" + Long.toString(ProcessHandle.current().pid() % 46_000, 36) + COUNT.incrementAndGet();
        lab("up", id, "--owner", Long.toString(ProcessHandle.current().pid())).orFail();
        return new Lab(id);
    }

    void startGateway() {
        gateway("start", "--app", Application.directory().toString());
    }

    /// Starts it with a configuration file, which later starts have too.
    void startGateway(String configuration) {
        Path file = write(state.resolve("given.yaml"), configuration);
        gateway("start", "--app", Application.directory().toString(), "--config", file.toString());
    }

    /// Starts it with the lab's own clock, so much ahead of the machine's and taken for synchronised.
    void startGatewayAhead(Duration ahead) {
        gateway("start", "--app", Application.directory().toString(), "--", "-Dgenkan-lab.clock-ahead=" + ahead);
    }

    void stopGateway() {
        gateway("stop");
    }

    void killGateway() {
        gateway("kill");
    }

    /// Has the dead gateway's user remove what it left in the kernel.
    void cleanUp() {
        gateway("clean-up", "--app", Application.directory().toString());
    }

    /// Puts the gateway's LAN interface into a bridge, `br0`.
    void bridgeTheGateway() {
        gateway("bridge");
    }

    /// The process number of a process that the lab script started, such as `gateway` or `hop-to-gateway`.
    long processOf(String name) {
        try {
            return Long.parseLong(
                    Files.readString(state.resolve("pids").resolve(name)).split(" ", 2)[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean gatewayIsReady() {
        return lab("gateway", id, "ready").ok();
    }

    private void gateway(String... words) {
        List<String> command = new ArrayList<>(List.of("gateway", id));
        command.addAll(List.of(words));
        lab(command.toArray(String[]::new)).orFail();
    }

    String gatewayLog() {
        return lab("gateway", id, "log").orFail();
    }

    /// Runs a program on a host of the lab.
    Run on(String host, String... command) {
        return onWithInput(host, "", command);
    }

    Run onWithInput(String host, String stdin, String... command) {
        List<String> all = new ArrayList<>(List.of(script("lab"), "exec", id, host, "--"));
        all.addAll(List.of(command));
        return Run.of(all, stdin);
    }

    /// Starts a program on a host of the lab that the test ends.
    Process start(String host, Path output, String... command) throws IOException {
        List<String> all = new ArrayList<>(List.of(script("lab"), "exec", id, host, "--"));
        all.addAll(List.of(command));
        return new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .redirectOutput(output.toFile())
                .start();
    }

    /// Runs the command line of the gateway.
    Run genkan(String... arguments) {
        return genkanFed("", arguments);
    }

    /// Runs the command line of the gateway and feeds it.
    Run genkanFed(String stdin, String... arguments) {
        List<String> command = new ArrayList<>(Application.commandLine());
        command.addAll(List.of(arguments));
        command.add("--data");
        command.add(data().toString());
        return Run.of(command, stdin);
    }

    /// Makes a key of its own on a host.
    ///
    /// @return the private key; the public one lies beside it with the ending `.pub`
    Path makeKey(String host, String name) {
        Path key = state.resolve(host).resolve(name);
        on(host, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString())
                .orFail();
        return key;
    }

    /// Adds the key of a lab host as a friend's.
    Admitted admit(String name, String host, String... options) {
        return admit(name, keyOf(host), options);
    }

    /// Adds the key in a file as a friend's.
    Admitted admit(String name, Path key, String... options) {
        List<String> arguments = new ArrayList<>(List.of("friend", "add", name, "--json", "--key", key.toString()));
        arguments.addAll(List.of(options));
        String json = genkan(arguments.toArray(String[]::new)).orFail();
        return new Admitted(JSON.readTree(json), write(state.resolve(name + ".json"), json));
    }

    /// What `genkan friend add --json` told, and the file where it is kept.
    record Admitted(JsonNode told, Path file) {
        String gatewayAddress() {
            return told.path("gatewayAddress").asString();
        }

        String friendAddress() {
            return told.path("friendAddress").asString();
        }

        int unit() {
            return told.path("unit").asInt();
        }

        String hostKey() {
            return told.path("hostKey").asString();
        }
    }

    JsonNode status() {
        return JSON.readTree(genkan("status", "--json").orFail());
    }

    /// Has a host open its tunnel straight to the gateway, with routes to what it may reach.
    void dials(String host, Admitted admitted) {
        lab("direct", id, "dials", admitted.file().toString(), host).orFail();
    }

    /// The same with a device that carries frames.
    void dialsByTap(String host, Admitted admitted) {
        lab("direct", id, "dials", admitted.file().toString(), host, "tap").orFail();
    }

    void hangsUp(String host) {
        lab("direct", id, "hangs-up", host).orFail();
    }

    /// A step of the post's own way through the hop.
    void post(String... step) {
        List<String> command = new ArrayList<>(List.of("post", id));
        command.addAll(List.of(step));
        lab(command.toArray(String[]::new)).orFail();
    }

    /// When the later of the post's two clients wrote last, which it does when its tunnel is confirmed.
    Instant postIsUpSince() {
        return Stream.of("friend/to-hop.log", "hop/to-gateway.log")
                .map(log -> written(state.resolve(log)))
                .max(Instant::compareTo)
                .orElseThrow();
    }

    private static Instant written(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Gives a device that a client has opened its address, and routes to what the friend may reach.
    void setsUp(String host, String device, Admitted admitted) {
        on(host, "ip", "address", "add", admitted.friendAddress(), "peer", admitted.gatewayAddress(), "dev", device)
                .orFail();
        on(host, "ip", "link", "set", device, "up").orFail();
        for (JsonNode route : admitted.told().path("routes")) {
            on(host, "ip", "route", "replace", route.asString(), "dev", device).orFail();
        }
    }

    /// Sends all of the home LAN into a friend's tunnel, as somebody would who tries what he was not given.
    void routesTheWholeLan(String host) {
        on(host, "ip", "route", "replace", "192.168.100.0/24", "dev", "tun0").orFail();
    }

    /// Puts a slow line between a host and its switch.
    void slowsDown(String host, String... options) {
        List<String> command = new ArrayList<>(List.of("link", id, host, "up"));
        command.addAll(List.of(options));
        lab(command.toArray(String[]::new)).orFail();
    }

    /// Whether a page of the LAN comes back.
    boolean fetches(String host, String url, String... options) {
        List<String> command =
                new ArrayList<>(List.of("curl", "--noproxy", "*", "-ksS", "-o", "/dev/null", "--max-time", "2", url));
        command.addAll(List.of(options));
        return on(host, command.toArray(String[]::new)).ok();
    }

    boolean pings(String host, String address, String... options) {
        List<String> command = new ArrayList<>(List.of("ping", "-q", "-c", "3", "-i", "0.2", "-W", "1"));
        command.addAll(List.of(options));
        command.add(address);
        return on(host, command.toArray(String[]::new)).ok();
    }

    Path state() {
        return state;
    }

    Path data() {
        return state.resolve("gateway/data");
    }

    Path keyOf(String host) {
        return state.resolve(host).resolve("id_ed25519.pub");
    }

    /// The key with which a lab host dials.
    Path privateKeyOf(String host) {
        return state.resolve(host).resolve("id_ed25519");
    }

    @Override
    public void close() {
        lab("down", id).orFail();
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A program of the lab's, by its name.
    static String script(String name) {
        return REPOSITORY.resolve("lab").resolve(name).toString();
    }

    private static Run lab(String... words) {
        List<String> command = new ArrayList<>(List.of(script("lab")));
        command.addAll(List.of(words));
        return Run.of(command);
    }
}
