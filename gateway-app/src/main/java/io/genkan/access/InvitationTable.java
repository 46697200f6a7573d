package io.genkan.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Invitations, and who came with one, in the database.
@Repository
class InvitationTable {
    private final JdbcClient jdbc;

    InvitationTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(InvitationName name, FriendName friend, List<Destination> destinations, Instant now, Instant expires) {
        jdbc.sql("""
                        insert into invitation (name_hash, friend_name, destinations, made_at, expires_at)
                        values (:hash, :friend, :destinations, :now, :expires)
                        """)
                .param("hash", name.hash())
                .param("friend", friend.value())
                .param("destinations", lines(destinations))
                .param("now", atUtc(now))
                .param("expires", atUtc(expires))
                .update();
    }

    /// Those that are still good.
    List<Invitation> open(Instant now) {
        return jdbc.sql("select * from invitation where expires_at > :now order by id")
                .param("now", atUtc(now))
                .query((row, _) -> invitation(row))
                .list();
    }

    /// The invitation of a name, if it is still good.
    Optional<Invitation> named(InvitationName name, Instant now) {
        return jdbc.sql("select * from invitation where name_hash = :hash and expires_at > :now")
                .param("hash", name.hash())
                .param("now", atUtc(now))
                .query((row, _) -> invitation(row))
                .optional();
    }

    /// Whether an invitation is still good.
    ///
    /// @param hash of its name
    boolean isGood(String hash, Instant now) {
        return jdbc.sql("select exists (select 1 from invitation where name_hash = :hash and expires_at > :now)")
                .param("hash", hash)
                .param("now", atUtc(now))
                .query(Boolean.class)
                .single();
    }

    void delete(Invitation invitation) {
        jdbc.sql("delete from invitation where id = :id")
                .param("id", invitation.id())
                .update();
    }

    void forgetExpired(Instant now) {
        jdbc.sql("delete from invitation where expires_at <= :now")
                .param("now", atUtc(now))
                .update();
    }

    /// Puts a request in the place of what was known of its key.
    void insertRequest(Invitation invitation, SshPublicKey key, String origin, Instant now) {
        forgetRequest(key);
        jdbc.sql("""
                        insert into join_request
                            (friend_name, destinations, algorithm, blob, fingerprint, origin, asked_at)
                        values (:friend, :destinations, :algorithm, :blob, :fingerprint, :origin, :now)
                        """)
                .param("friend", invitation.friend().value())
                .param("destinations", lines(invitation.destinations()))
                .param("algorithm", key.algorithm())
                .param("blob", key.base64())
                .param("fingerprint", key.fingerprint())
                .param("origin", origin)
                .param("now", atUtc(now))
                .update();
    }

    /// Those that the owner has not decided about.
    List<JoinRequest> waiting() {
        return jdbc.sql("""
                        select * from join_request
                        where declined_at is null and blob not in (select blob from friend_key) order by id
                        """).query((row, _) -> request(row)).list();
    }

    Optional<RequestStanding> standingOf(String base64) {
        return jdbc.sql("select * from join_request where blob = :blob")
                .param("blob", base64)
                .query((row, _) -> standing(row))
                .optional();
    }

    void decline(JoinRequest request, Instant now) {
        jdbc.sql("update join_request set declined_at = :now where id = :id")
                .param("now", atUtc(now))
                .param("id", request.id())
                .update();
    }

    void forgetRequest(SshPublicKey key) {
        jdbc.sql("delete from join_request where blob = :blob")
                .param("blob", key.base64())
                .update();
    }

    /// Forgets whom the owner declined long ago, and whose keys are friends': the gateway stopped before it could
    /// forget them.
    void forgetDecided(Instant declinedBefore) {
        jdbc.sql("delete from join_request where declined_at < :moment or blob in (select blob from friend_key)")
                .param("moment", atUtc(declinedBefore))
                .update();
    }

    private static Invitation invitation(ResultSet row) throws SQLException {
        return new Invitation(
                row.getLong("id"),
                FriendName.parse(row.getString("friend_name")),
                destinations(row),
                instant(row, "made_at"),
                instant(row, "expires_at"));
    }

    private static RequestStanding standing(ResultSet row) throws SQLException {
        boolean declined = row.getObject("declined_at") != null;
        return declined ? new RequestStanding.Declined(request(row)) : new RequestStanding.Waiting(request(row));
    }

    private static JoinRequest request(ResultSet row) throws SQLException {
        SshPublicKey key =
                new SshPublicKey(row.getString("algorithm"), row.getString("blob"), row.getString("fingerprint"), "");
        return new JoinRequest(
                row.getLong("id"),
                FriendName.parse(row.getString("friend_name")),
                key,
                destinations(row),
                row.getString("origin"),
                instant(row, "asked_at"));
    }

    private static String lines(List<Destination> destinations) {
        return destinations.stream().map(Destination::toString).collect(Collectors.joining("\n"));
    }

    private static List<Destination> destinations(ResultSet row) throws SQLException {
        return row.getString("destinations").lines().map(Destination::parse).toList();
    }

    private static OffsetDateTime atUtc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
