package io.genkan.web.friends;

import io.genkan.access.AccessProblem;
import io.genkan.access.KeyProblem;
import io.genkan.net.BadInputException;
import io.genkan.net.NetProblem;
import io.genkan.web.Sentences;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What is wrong with a form about a friend, each sentence at its field.
public final class FormProblems {
    private final Sentences sentences;
    private final Map<Field, List<String>> byField = new EnumMap<>(Field.class);

    /// The fields of such forms; the names stand in the templates.
    public enum Field {
        NAME,
        KEY,
        DESTINATIONS,
        UNTIL,
        WINDOWS,
        RATE,
        VOLUME,
        ATTACHMENT,
        SUBNET,
        MAPPED,
        CALLERS,
        MAPS,
        DISCOVERY,
        NOTES,
        UNIT,
        LIFETIME,
        ADDRESS;

        /// Where a problem belongs that was found in no field in particular.
        static Field of(BadInputException problem) {
            return switch (problem.reason()) {
                case KeyProblem _ -> KEY;
                case AccessProblem about -> of(about);
                case NetProblem about -> of(about);
                default -> NAME;
            };
        }

        private static Field of(AccessProblem problem) {
            return switch (problem) {
                case NOT_A_NAME, NAME_TAKEN, NO_SUCH_FRIEND -> NAME;
                case KEY_TAKEN, NO_SUCH_KEY, KEY_OF_A_HOP -> KEY;
                case UNIT_TAKEN, NO_UNIT_LEFT, ADDRESS_BEHIND_HOP -> UNIT;
                case NOT_A_DESTINATION, NOT_A_PLACE, IPV6_DESTINATION, NO_DESTINATION -> DESTINATIONS;
                case NOT_A_MOMENT -> UNTIL;
                case NOT_A_WINDOW -> WINDOWS;
                case NOT_A_RATE -> RATE;
                case NOT_A_VOLUME -> VOLUME;
                case NOT_A_DISCOVERY -> DISCOVERY;
                case NOTES_TOO_LONG -> NOTES;
                case MAPPED_NEEDS_NAT, MAPPED_NOT_PRIVATE, NO_PREFIX_FREE, NO_HOME_NETWORK -> MAPPED;
                case NOT_A_SUBNET, SUBNET_BRIDGED, SUBNET_OUTSIDE_RANGE, SUBNET_TAKEN, SUBNET_OF_ONE_KEY -> SUBNET;
                case NOT_A_PORT_MAP, PORT_MAP_NEEDS_NAT, PORT_RESERVED, PORT_MAP_TAKEN -> MAPS;
            };
        }

        private static Field of(NetProblem problem) {
            return switch (problem) {
                case NOT_AN_ATTACHMENT, NO_LAN_RANGE, LAN_RANGE_TOO_SMALL -> ATTACHMENT;
                case NOT_A_MAPPING, MAPPING_OF_OTHER_LENGTH, MAPPING_OVERLAPS -> MAPPED;
                case NOT_A_UNIT, POOL_TOO_SMALL -> UNIT;
                case NOT_AN_ADDRESS,
                        HOST_BITS_SET,
                        NOT_A_PORT,
                        NOT_A_PROTOCOL,
                        NOT_AN_INTERFACE,
                        NOT_A_HARDWARE_ADDRESS,
                        NOT_AN_MTU -> DESTINATIONS;
            };
        }
    }

    /// Nothing is wrong yet.
    public FormProblems(Sentences sentences) {
        this.sentences = sentences;
    }

    /// Reads one field, and keeps what is wrong with it.
    public void check(Field field, Runnable reading) {
        try {
            reading.run();
        } catch (BadInputException problem) {
            add(field, problem);
        }
    }

    /// Keeps what is wrong with a field.
    public void add(Field field, BadInputException problem) {
        byField.computeIfAbsent(field, _ -> new ArrayList<>()).add(sentences.of(problem));
    }

    /// Keeps a problem at the field where it belongs.
    void add(BadInputException problem) {
        add(Field.of(problem), problem);
    }

    /// Whether nothing is wrong.
    public boolean isEmpty() {
        return byField.isEmpty();
    }

    /// Whether the owner should begin to write at this field: the first wrong one, else the first.
    public boolean isFirst(String field) {
        Field first =
                byField.isEmpty() ? Field.NAME : byField.keySet().iterator().next();
        return first == Field.valueOf(field);
    }

    /// The sentences of a field, none if it is right.
    public List<String> at(String field) {
        return byField.getOrDefault(Field.valueOf(field), List.of());
    }
}
