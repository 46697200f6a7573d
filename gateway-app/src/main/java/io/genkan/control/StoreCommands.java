package io.genkan.control;

import io.genkan.audit.AuditEvent;
import io.genkan.audit.AuditLog;
import io.genkan.store.BackupKeeper;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The commands about what is kept.
@Configuration(proxyBeanMethods = false)
class StoreCommands {
    @Bean
    ControlCommand backup(BackupKeeper keeper, AuditLog audit) {
        return new ControlCommand() {
            @Override
            public String words() {
                return "backup";
            }

            @Override
            public ControlReply carryOut(ControlRequest request) {
                audit.note(AuditEvent.BACKUP_MADE, "");
                String file = keeper.makeWhole().toString();
                return ControlReply.done("Everything is backed up in " + file + ".", Map.of("file", file));
            }
        };
    }
}
