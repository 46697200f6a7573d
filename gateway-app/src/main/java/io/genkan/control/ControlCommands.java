package io.genkan.control;

import io.genkan.net.BadInputException;
import io.genkan.store.NotDurableException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Turns a line of the socket into a command, and what came of it into a line.
@Component
class ControlCommands {
    private static final Logger log = LoggerFactory.getLogger(ControlCommands.class);
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, ControlCommand> commands;
    private final MessageSource texts;

    ControlCommands(List<ControlCommand> commands, MessageSource texts) {
        this.commands = commands.stream().collect(Collectors.toMap(ControlCommand::words, Function.identity()));
        this.texts = texts;
    }

    /// Carries out one line.
    ///
    /// @param line one JSON object of the form of {@link ControlRequest}
    /// @return one JSON object of the form of {@link ControlReply}
    String answer(String line) {
        return JSON.writeValueAsString(reply(line));
    }

    private ControlReply reply(String line) {
        try {
            ControlRequest request = parse(line);
            ControlCommand command = commands.get(request.command());
            if (command == null) {
                throw new BadInputException(ControlProblem.UNKNOWN_COMMAND, request.command());
            }
            return command.carryOut(request);
        } catch (BadInputException e) {
            return ControlReply.refused(
                    texts.getMessage(e.messageKey(), e.facts().toArray(), Locale.ENGLISH));
        } catch (NotDurableException e) {
            log.error("a change was not made", e);
            return ControlReply.refused(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            log.error("a command failed", e);
            return ControlReply.refused("The gateway failed to do this; its log says why: " + e.getMessage());
        }
    }

    private static ControlRequest parse(String line) {
        try {
            ControlRequest request = JSON.readValue(line, ControlRequest.class);
            if (request != null && request.isWhole()) {
                return request;
            }
        } catch (JacksonException e) {
            log.debug("not a request: {}", e.getOriginalMessage());
        }
        throw new BadInputException(ControlProblem.NOT_A_REQUEST);
    }
}
