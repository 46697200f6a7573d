package io.genkan.router;

import java.io.IOException;

/// There is no LAN to join, or it is not clear which one. The message says it to the owner.
final class NoLanException extends IOException {
    NoLanException(String message) {
        super(message);
    }
}
