package io.genkan.access;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;

/// A process that adds friends and revokes some of them for as long as it lives, to be killed. It prints each change
/// before it asks for it (`? + NAME`, `? - NAME`), and once it is acknowledged (`! + NAME`, `! - NAME`).
///
/// Arguments: the data directory, and what the names begin with.
final class FriendsChanger {
    private static final int PRESENT_AT_MOST = 8;

    private FriendsChanger() {}

    public static void main(String[] arguments) {
        FriendsOnDisk disk = FriendsOnDisk.alreadyIn(Path.of(arguments[0]));
        Random random = new Random(arguments[1].hashCode());
        Deque<String> present = new ArrayDeque<>();
        disk.friends().all().forEach(friend -> present.add(friend.name().value()));
        for (int i = 0; ; i++) {
            if (present.size() > PRESENT_AT_MOST || (present.size() > 1 && random.nextBoolean())) {
                String name = present.remove();
                say("? - " + name);
                disk.friends().remove(FriendName.parse(name));
                say("! - " + name);
            } else {
                String name = arguments[1] + i;
                say("? + " + name);
                disk.add(name, "192.168.100.10");
                say("! + " + name);
                present.add(name);
            }
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
