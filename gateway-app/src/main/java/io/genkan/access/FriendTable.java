package io.genkan.access;

import io.genkan.net.Attachment;
import io.genkan.net.IpPrefix;
import io.genkan.net.PrefixMapping;
import io.genkan.net.TunnelUnit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/// Friends, their keys and their destinations in the database.
@Repository
class FriendTable {
    private final JdbcClient jdbc;
    private final TermsTable terms;
    private final ReverseTable reverse;

    FriendTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.terms = new TermsTable(jdbc);
        this.reverse = new ReverseTable(jdbc);
    }

    /// A row of a friend, before his keys and destinations are read: by statements of their own, after the row's has
    /// given its connection back. Within it they would each hold two, and a few logins at once would wait for each
    /// other until the pool loses patience.
    private record FriendRow(
            long id, String name, Optional<Attachment> attachment, Optional<PrefixMapping> mapping, Instant addedAt) {}

    List<Friend> all() {
        List<FriendRow> rows = jdbc.sql("select id, name, attachment, mapping, added_at from friend order by name")
                .query((row, _) -> friendRow(row))
                .list();
        return rows.stream().map(this::friend).toList();
    }

    /// Empty also if the friend is removed while he is being read.
    Optional<Identity> holderOf(String base64) {
        Optional<FriendRow> row = jdbc.sql("""
                        select f.id, f.name, f.attachment, f.mapping, f.added_at
                        from friend f join friend_key k on k.friend_id = f.id
                        where k.blob = :blob
                        """)
                .param("blob", base64)
                .query((found, _) -> friendRow(found))
                .optional();
        return row.map(this::friend).flatMap(friend -> identity(friend, base64));
    }

    Friend insert(
            FriendName name,
            SshPublicKey key,
            TunnelUnit unit,
            Policy policy,
            Optional<Attachment> attachment,
            Optional<PrefixMapping> mapping,
            Instant now) {
        long id = insertedId(jdbc.sql("""
                        insert into friend (name, attachment, mapping, added_at)
                        values (:name, :attachment, :mapping, :now)
                        """)
                .param("name", name.value())
                .param("attachment", attachment.map(Attachment::toString).orElse(null))
                .param("mapping", mapping.map(PrefixMapping::toString).orElse(null))
                .param("now", atUtc(now)));
        AuthorizedKey first = insertKey(id, key, unit, now);
        insertPolicy(id, policy);
        return new Friend(id, name, List.of(first), policy, attachment, mapping, now);
    }

    AuthorizedKey insertKey(long friend, SshPublicKey key, TunnelUnit unit, Instant now) {
        long id = insertedId(jdbc.sql("""
                        insert into friend_key (friend_id, algorithm, blob, fingerprint, comment, unit, added_at)
                        values (:friend, :algorithm, :blob, :fingerprint, :comment, :unit, :now)
                        """)
                .param("friend", friend)
                .param("algorithm", key.algorithm())
                .param("blob", key.base64())
                .param("fingerprint", key.fingerprint())
                .param("comment", key.comment())
                .param("unit", unit.number())
                .param("now", atUtc(now)));
        return new AuthorizedKey(id, key, unit, now);
    }

    void deleteKey(AuthorizedKey key) {
        jdbc.sql("delete from friend_key where id = :id").param("id", key.id()).update();
    }

    void replacePolicy(Friend friend, Policy policy) {
        for (String table : List.of(
                "friend_destination",
                "friend_window",
                "friend_terms",
                "friend_caller",
                "friend_port_map",
                "friend_subnet")) {
            jdbc.sql("delete from " + table + " where friend_id = :id")
                    .param("id", friend.id())
                    .update();
        }
        insertPolicy(friend.id(), policy);
    }

    void setJoining(Friend friend, Optional<Attachment> attachment, Optional<PrefixMapping> mapping) {
        jdbc.sql("update friend set attachment = :attachment, mapping = :mapping where id = :id")
                .param("attachment", attachment.map(Attachment::toString).orElse(null))
                .param("mapping", mapping.map(PrefixMapping::toString).orElse(null))
                .param("id", friend.id())
                .update();
    }

    Friend delete(Friend friend) {
        jdbc.sql("delete from friend where id = :id").param("id", friend.id()).update();
        return friend;
    }

    private void insertPolicy(long friend, Policy policy) {
        insertDestinations(friend, policy);
        reverse.insert(friend, policy.reverse());
        policy.subnet().ifPresent(subnet -> insertSubnet(friend, subnet));
        terms.insert(friend, policy.terms());
    }

    private void insertSubnet(long friend, IpPrefix subnet) {
        jdbc.sql("insert into friend_subnet (friend_id, subnet) values (:friend, :subnet)")
                .param("friend", friend)
                .param("subnet", subnet.toString())
                .update();
    }

    private Optional<IpPrefix> subnetOf(long friend) {
        return jdbc.sql("select subnet from friend_subnet where friend_id = :friend")
                .param("friend", friend)
                .query((row, _) -> IpPrefix.parse(row.getString("subnet")))
                .optional();
    }

    private void insertDestinations(long friend, Policy policy) {
        int position = 0;
        for (Destination destination : policy.destinations()) {
            jdbc.sql(
                            "insert into friend_destination (friend_id, position, destination) values (:friend, :position, :text)")
                    .param("friend", friend)
                    .param("position", position++)
                    .param("text", destination.toString())
                    .update();
        }
    }

    private static FriendRow friendRow(ResultSet row) throws SQLException {
        return new FriendRow(
                row.getLong("id"),
                row.getString("name"),
                Optional.ofNullable(row.getString("attachment")).map(Attachment::parse),
                Optional.ofNullable(row.getString("mapping")).map(PrefixMapping::parse),
                instant(row, "added_at"));
    }

    private Friend friend(FriendRow row) {
        return new Friend(
                row.id(),
                FriendName.parse(row.name()),
                keysOf(row.id()),
                policyOf(row.id()),
                row.attachment(),
                row.mapping(),
                row.addedAt());
    }

    private List<AuthorizedKey> keysOf(long friend) {
        return jdbc.sql("select * from friend_key where friend_id = :friend order by unit")
                .param("friend", friend)
                .query((row, _) -> key(row))
                .list();
    }

    private Policy policyOf(long friend) {
        return new Policy(
                jdbc.sql("select destination from friend_destination where friend_id = :friend order by position")
                        .param("friend", friend)
                        .query((row, _) -> Destination.parse(row.getString("destination")))
                        .list(),
                terms.of(friend),
                reverse.of(friend),
                subnetOf(friend));
    }

    private static AuthorizedKey key(ResultSet row) throws SQLException {
        SshPublicKey key = new SshPublicKey(
                row.getString("algorithm"),
                row.getString("blob"),
                row.getString("fingerprint"),
                row.getString("comment"));
        return new AuthorizedKey(row.getLong("id"), key, new TunnelUnit(row.getInt("unit")), instant(row, "added_at"));
    }

    private static Optional<Identity> identity(Friend friend, String base64) {
        return friend.keys().stream()
                .filter(key -> key.publicKey().base64().equals(base64))
                .findFirst()
                .map(key -> new Identity(friend, key));
    }

    private static long insertedId(JdbcClient.StatementSpec insert) {
        GeneratedKeyHolder generated = new GeneratedKeyHolder();
        insert.update(generated, "id");
        Number id = generated.getKey();
        if (id == null) {
            throw new IllegalStateException("the database gave a new row no id");
        }
        return id.longValue();
    }

    private static OffsetDateTime atUtc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
