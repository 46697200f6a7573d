package io.genkan.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LinuxCommandsTest {
    @Test
    void saysWhatToType() {
        ConnectionDetails details = new ConnectionDetails(
                "taro",
                "taro",
                "SHA256:x",
                7,
                "10.186.0.29",
                "10.186.0.30",
                30,
                1500,
                2222,
                "ssh-ed25519 AAAA",
                List.of("192.168.100.10:80/tcp", "192.168.100.0/28"),
                List.of("192.168.100.10", "192.168.100.0/28"),
                "nat");
        LinuxCommands commands = LinuxCommands.of(details, "home.example");
        assertThat(commands.once()).isEqualTo("""
                sudo ip tuntap add dev tun7 mode tun user "$USER"
                sudo ip address add 10.186.0.30 peer 10.186.0.29 dev tun7
                sudo ip link set tun7 mtu 1500 up
                sudo ip route add 192.168.100.10 dev tun7
                sudo ip route add 192.168.100.0/28 dev tun7""");
        assertThat(commands.connect()).isEqualTo("ssh -N -w 7:7 -p 2222 taro@home.example");
        assertThat(commands.knownHosts()).isEqualTo("[home.example]:2222 ssh-ed25519 AAAA");
    }
}
