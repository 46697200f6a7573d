package io.genkan.router;

import io.genkan.access.FriendName;
import io.genkan.access.Policy;
import io.genkan.net.AddressPair;
import io.genkan.net.InterfaceName;

/// A tunnel to be joined to the LAN.
record AttachedTunnel(InterfaceName device, FriendName friend, AddressPair addresses, Policy policy) {}
