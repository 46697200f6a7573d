package io.genkan.control.client;

import picocli.CommandLine.Command;

/// `genkan friend disable` and `genkan friend enable`
final class FriendSwitchCommand {
    private FriendSwitchCommand() {}

    /// `genkan friend disable`
    @Command(name = "disable", description = "Switch a friend's access off for now, and end what he has open.")
    static final class Disable extends FriendRequest {
        Disable() {
            super("friend disable");
        }
    }

    /// `genkan friend enable`
    @Command(name = "enable", description = "Switch a friend's access on again.")
    static final class Enable extends FriendRequest {
        Enable() {
            super("friend enable");
        }
    }
}
