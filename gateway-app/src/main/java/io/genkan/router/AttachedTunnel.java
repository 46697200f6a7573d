package io.genkan.router;

import io.genkan.access.FriendName;
import io.genkan.access.Policy;
import io.genkan.net.AddressPair;
import io.genkan.net.Attachment;
import io.genkan.net.InterfaceName;
import io.genkan.tun.TunMode;

/// A tunnel to be joined to the LAN.
record AttachedTunnel(
        InterfaceName device,
        TunMode mode,
        FriendName friend,
        Attachment attachment,
        AddressPair addresses,
        Policy policy) {
    AttachedTunnel withPolicy(Policy other) {
        return new AttachedTunnel(device, mode, friend, attachment, addresses, other);
    }
}
