package io.genkan.access;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Who may reach friends, in the database.
final class ReverseTable {
    private final JdbcClient jdbc;

    ReverseTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(long friend, Reverse reverse) {
        insert(
                "insert into friend_caller (friend_id, position, caller) values (:friend, :position, :text)",
                friend,
                reverse.callers().stream().map(Caller::toString));
        insert(
                "insert into friend_port_map (friend_id, position, ports) values (:friend, :position, :text)",
                friend,
                reverse.maps().stream().map(PortMap::toString));
    }

    private void insert(String statement, long friend, Stream<String> texts) {
        int position = 0;
        for (String text : texts.toList()) {
            jdbc.sql(statement)
                    .param("friend", friend)
                    .param("position", position++)
                    .param("text", text)
                    .update();
        }
    }

    Reverse of(long friend) {
        List<Caller> callers = jdbc.sql("select caller from friend_caller where friend_id = :friend order by position")
                .param("friend", friend)
                .query((row, _) -> Caller.parse(row.getString("caller")))
                .list();
        List<PortMap> maps = jdbc.sql("select ports from friend_port_map where friend_id = :friend order by position")
                .param("friend", friend)
                .query((row, _) -> PortMap.parse(row.getString("ports")))
                .list();
        return new Reverse(callers, maps);
    }
}
