package io.genkan.router;

import io.genkan.access.FriendName;
import io.genkan.access.Policy;
import io.genkan.net.AddressPair;
import io.genkan.net.Attachment;
import io.genkan.net.InterfaceName;
import io.genkan.net.PrefixMapping;
import io.genkan.tun.TunMode;
import java.util.Optional;

/// A tunnel to be joined to the LAN.
///
/// @param mapping under which addresses the LAN appears in it; empty means under its own
record AttachedTunnel(
        InterfaceName device,
        TunMode mode,
        FriendName friend,
        Attachment attachment,
        AddressPair addresses,
        Optional<PrefixMapping> mapping,
        Policy policy) {
    AttachedTunnel withPolicy(Policy other) {
        return new AttachedTunnel(device, mode, friend, attachment, addresses, mapping, other);
    }
}
