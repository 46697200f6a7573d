package io.genkan.store;

/// A change is not acknowledged, since the disk does not take it. The message is a sentence for the owner.
public final class NotDurableException extends RuntimeException {
    private NotDurableException(String message, Exception cause) {
        super(message + " (" + cause.getMessage() + ").", cause);
    }

    static NotDurableException notMade(Exception cause) {
        return new NotDurableException("Nothing was changed, since the disk does not take it", cause);
    }

    static NotDurableException uncertain(Exception cause) {
        return new NotDurableException("The change may be lost at a restart, since the disk does not take it", cause);
    }
}
