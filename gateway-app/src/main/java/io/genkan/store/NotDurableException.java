package io.genkan.store;

import java.nio.file.Path;

/// A change is not acknowledged, since the disk does not take it. The message is a sentence for the owner.
public final class NotDurableException extends RuntimeException {
    private NotDurableException(String message, Throwable cause) {
        super(message + " (" + cause.getMessage() + ").", cause);
    }

    private NotDurableException(String message) {
        super(message);
    }

    static NotDurableException noRoom(Path data) {
        return new NotDurableException(
                "Nothing was changed, since the disk with " + data + " is full. Make some room there and try again.");
    }

    static NotDurableException notMade(Throwable cause) {
        return new NotDurableException("Nothing was changed, since the disk does not take it", cause);
    }

    static NotDurableException uncertain(Throwable cause) {
        return new NotDurableException("The change may be lost at a restart, since the disk does not take it", cause);
    }
}
