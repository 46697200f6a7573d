package io.genkan.tun;

import io.genkan.net.InterfaceName;
import java.io.IOException;
import java.nio.ByteBuffer;

/// A tun or tap device of the kernel: what the kernel sends out by it is read here, what is written here it receives.
///
/// A packet is one IP packet of a tun device, or one Ethernet frame of a tap device.
///
/// One thread reads, one writes and flushes; any thread may close. Buffers are direct and belong to the caller.
public interface TunDevice extends AutoCloseable {
    /// Its name.
    InterfaceName name();

    /// Waits until the kernel has a packet that it sends out by this device.
    ///
    /// @return false once the device is closed
    boolean await() throws IOException;

    /// Reads the next packet, if there is one; never waits.
    ///
    /// @param into cleared and filled with one packet, from position 0 to the limit
    /// @return false if there is none now
    boolean read(ByteBuffer into) throws IOException;

    /// Hands a packet to the kernel as if it had come in by this device, at the latest with the next {@link #flush};
    /// never waits.
    ///
    /// @param packet from position to limit; copied if it is kept
    /// @return false if the kernel had no room for it, or the device is down or closed
    boolean write(ByteBuffer packet) throws IOException;

    /// Hands over what {@link #write} has kept.
    ///
    /// @return how many of the packets taken by it were lost, since the kernel had no room for them
    int flush() throws IOException;

    /// Whether the kernel may pass TCP segments that belong together as one large packet, which makes a fast line
    /// faster. Each is one in the device's queue, which so may hold many times as much: nothing for a slow line.
    void largePackets(boolean wanted) throws IOException;

    /// Sets how many packets may wait in the device to be read; the kernel drops what does not fit. Where it passes
    /// large packets, as many of them as hold so many ordinary ones.
    void queueLength(int packets) throws IOException;

    /// Removes the device; it is gone when this returns.
    @Override
    void close();
}
