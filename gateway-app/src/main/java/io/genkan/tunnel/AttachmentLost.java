package io.genkan.tunnel;

import io.genkan.net.InterfaceName;

/// A live tunnel is joined to the LAN no more, and must end. Published by who joined it; its device is shut already.
///
/// @param reason why, for the friend
public record AttachmentLost(InterfaceName device, CloseReason reason) {}
