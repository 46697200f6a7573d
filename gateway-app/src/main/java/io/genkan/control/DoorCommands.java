package io.genkan.control;

import io.genkan.access.Door;
import java.util.Map;
import org.springframework.stereotype.Component;

/// The commands about the door.
final class DoorCommands {
    private DoorCommands() {}

    /// `door open`
    @Component
    static final class Open implements ControlCommand {
        private final Door door;

        Open(Door door) {
            this.door = door;
        }

        @Override
        public String words() {
            return "door open";
        }

        @Override
        public ControlReply carryOut(ControlRequest request) {
            door.open();
            return ControlReply.done("The door is open.", Map.of("doorOpen", true));
        }
    }

    /// `door close`
    @Component
    static final class Close implements ControlCommand {
        private final Door door;

        Close(Door door) {
            this.door = door;
        }

        @Override
        public String words() {
            return "door close";
        }

        @Override
        public ControlReply carryOut(ControlRequest request) {
            door.close();
            return ControlReply.done("The door is closed. Nobody is inside.", Map.of("doorOpen", false));
        }
    }
}
