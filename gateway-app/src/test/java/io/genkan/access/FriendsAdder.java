package io.genkan.access;

import java.nio.file.Path;

/// A process that adds friends for as long as it lives and prints each name once it is acknowledged, to be killed.
///
/// Arguments: the data directory, and what the names begin with.
final class FriendsAdder {
    private FriendsAdder() {}

    public static void main(String[] arguments) {
        FriendsOnDisk disk = FriendsOnDisk.alreadyIn(Path.of(arguments[0]));
        for (int i = 0; ; i++) {
            String name = arguments[1] + i;
            disk.add(name, "192.168.100.10");
            System.out.println(name);
            System.out.flush();
        }
    }
}
