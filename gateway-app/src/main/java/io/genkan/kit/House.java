package io.genkan.kit;

import io.genkan.access.FriendName;
import io.genkan.net.BadInputException;
import io.genkan.store.DurableCommit;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// Keeps what friends have to know of the house.
@Service
public class House {
    private final JdbcClient jdbc;
    private final DurableCommit durable;

    House(JdbcClient jdbc, DurableCommit durable) {
        this.jdbc = jdbc;
        this.durable = durable;
    }

    /// What is known.
    public HouseFacts facts() {
        return jdbc.sql("select address, owner_name from house where id = 1")
                .query((row, _) -> new HouseFacts(
                        Optional.ofNullable(row.getString("address")).map(PublicHost::new),
                        Optional.ofNullable(row.getString("owner_name"))))
                .optional()
                .orElse(new HouseFacts(Optional.empty(), Optional.empty()));
    }

    /// Changes what is given, durably; what is empty stays as it is.
    ///
    /// @throws BadInputException if something cannot be read; then nothing was changed
    public synchronized HouseFacts change(Optional<String> typedAddress, Optional<String> typedOwnerName) {
        HouseFacts before = facts();
        HouseFacts after = new HouseFacts(
                typedAddress.map(PublicHost::parse).or(before::address),
                typedOwnerName.map(House::ownerName).or(before::ownerName));
        if (after.equals(before)) {
            return before;
        }
        return durable.run(() -> {
            jdbc.sql("merge into house (id, address, owner_name) key (id) values (1, :address, :owner)")
                    .param("address", after.address().map(PublicHost::value).orElse(null))
                    .param("owner", after.ownerName().orElse(null))
                    .update();
            return after;
        });
    }

    /// Names of people are of one form, whoever they are.
    private static String ownerName(String text) {
        try {
            return FriendName.parse(text).value();
        } catch (BadInputException e) {
            throw new BadInputException(KitProblem.NOT_AN_OWNER_NAME, text);
        }
    }
}
