package io.genkan.control;

import io.genkan.audit.AuditEvent;
import io.genkan.audit.AuditLog;
import io.genkan.net.BadInputException;
import io.genkan.router.BridgePlan;
import io.genkan.router.LanBridge;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The commands about the bridge that is made of the LAN's interface.
@Configuration(proxyBeanMethods = false)
class BridgeCommands {
    /// What would be done, as a program reads it.
    ///
    /// @param trouble why it cannot be done; null if it can
    /// @param device the interface that becomes a port of the bridge; null if it cannot be done
    /// @param moves what moves to the bridge
    record BridgeData(
            boolean possible,
            @Nullable String trouble,
            @Nullable String device,
            List<String> moves) {}

    @Bean
    ControlCommand bridgePlan(LanBridge bridge, LanCommand lan, MessageSource texts) {
        return ControlCommand.of("lan bridge plan", _ -> {
            String found = lan.found() + "\n";
            try {
                BridgePlan plan = bridge.plan();
                List<String> moves = plan.words().toList();
                return ControlReply.done(
                        found + describe(plan, moves),
                        new BridgeData(true, null, plan.device().value(), moves));
            } catch (BadInputException e) {
                String why = texts.getMessage(e.messageKey(), e.facts().toArray(), Locale.ENGLISH);
                return ControlReply.done(found + why, new BridgeData(false, why, null, List.of()));
            }
        });
    }

    private static String describe(BridgePlan plan, List<String> moves) {
        return """
                `genkan lan bridge make` would
                  make the bridge %1$s, with the hardware address %2$s of %3$s and without spanning tree
                  move to it %4$s
                  make %3$s a port of it
                Connections go on. After %5$d seconds (--seconds) all of it is undone, unless
                `genkan lan bridge confirm` comes. Then it stays, and is made again whenever the
                gateway starts, until `genkan lan bridge undo`.""".formatted(
                        BridgePlan.BRIDGE,
                        plan.mac(),
                        plan.device(),
                        String.join("\n  move to it ", moves),
                        LanBridge.TRIAL.toSeconds());
    }

    @Bean
    ControlCommand bridgeMake(LanBridge bridge, AuditLog audit) {
        return ControlCommand.of("lan bridge make", request -> {
            Duration trial = request.optional("seconds").map(LanBridge::trialOf).orElse(LanBridge.TRIAL);
            BridgePlan made = bridge.make(trial);
            audit.note(AuditEvent.BRIDGE_MADE, made.device().value());
            return ControlReply.done(
                    """
                    %s is a port of the bridge %s now, which has its addresses and routes.
                    In %d seconds that is undone. To keep it: genkan lan bridge confirm""".formatted(made.device(), BridgePlan.BRIDGE, trial.toSeconds()),
                    Map.of("device", made.device().value(), "seconds", trial.toSeconds()));
        });
    }

    @Bean
    ControlCommand bridgeConfirm(LanBridge bridge, AuditLog audit) {
        return ControlCommand.of("lan bridge confirm", _ -> {
            bridge.confirm();
            audit.note(AuditEvent.BRIDGE_CONFIRMED, "");
            return ControlReply.done(
                    "The bridge stays, and is made again whenever the gateway starts. To take it away: genkan lan bridge"
                            + " undo",
                    Map.of("confirmed", true));
        });
    }

    @Bean
    ControlCommand bridgeUndo(LanBridge bridge, AuditLog audit) {
        return ControlCommand.of("lan bridge undo", _ -> {
            bridge.undo();
            audit.note(AuditEvent.BRIDGE_UNDONE, "");
            return ControlReply.done(
                    "The bridge is gone, and its interface has everything back.", Map.of("undone", true));
        });
    }
}
