package io.genkan.tun;

import io.genkan.linux.ProcFs;
import io.genkan.linux.TunFile;
import io.genkan.net.InterfaceName;
import io.genkan.settings.GatewayProperties;
import java.io.IOException;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Tun devices of the Linux kernel.
@Component
class LinuxTunDevices implements TunDevices {
    private final ProcFs procFs;
    private final boolean offload;

    LinuxTunDevices(GatewayProperties properties, ProcFs procFs) {
        this.procFs = procFs;
        this.offload = properties.tunnel().offload();
    }

    @Override
    public TunDevice create(InterfaceName name, TunMode mode) throws IOException {
        boolean ethernet = mode == TunMode.ETHERNET;
        return new LinuxTunDevice(name, TunFile.create(name, ethernet), ethernet, offload);
    }

    @Override
    public Map<String, Long> queuesWereFull() throws IOException {
        return procFs.droppedOnTheWayOut();
    }
}
