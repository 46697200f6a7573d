package io.genkan.router;

import io.genkan.store.DurableCommit;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The seed of the tap devices' hardware addresses, in the database: whoever restores that has the same ones again.
@Repository
class TapSeedTable {
    private final JdbcClient jdbc;
    private final DurableCommit durable;

    TapSeedTable(JdbcClient jdbc, DurableCommit durable) {
        this.jdbc = jdbc;
        this.durable = durable;
    }

    /// The seed; made the first time.
    UUID seed() {
        return stored().orElseGet(this::make);
    }

    private Optional<UUID> stored() {
        return jdbc.sql("select seed from tap_seed where id = 1")
                .query(UUID.class)
                .optional();
    }

    private UUID make() {
        return durable.run(() -> {
            UUID made = UUID.randomUUID();
            jdbc.sql("insert into tap_seed (id, seed) values (1, :seed)")
                    .param("seed", made)
                    .update();
            return made;
        });
    }
}
