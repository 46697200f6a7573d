package io.genkan.linux;

import java.io.IOException;

/// A system call failed.
public final class KernelException extends IOException {
    private final int errno;

    /// @param what what was tried and on what, for example `open /dev/net/tun`
    /// @param errno the kernel's error number
    public KernelException(String what, int errno) {
        super(what + ": " + Libc.describe(errno));
        this.errno = errno;
    }

    /// Whether the object exists already or is used by somebody else.
    public boolean isBusy() {
        return errno == Libc.EBUSY;
    }

    /// Whether the process lacks the right or the capability.
    public boolean isNotPermitted() {
        return errno == Libc.EPERM || errno == Libc.EACCES;
    }
}
