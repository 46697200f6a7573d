package io.genkan.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What the database says of its own tables.
final class Schema {
    private Schema() {}

    /// Our tables, by name.
    static List<String> tables(Connection database) throws SQLException {
        return strings(database, """
                select table_name from information_schema.tables
                where table_schema = 'PUBLIC' and table_type = 'BASE TABLE' and table_name <> 'flyway_schema_history'
                order by table_name
                """);
    }

    static List<String> columns(Connection database, String table) throws SQLException {
        return strings(database, """
                select column_name from information_schema.columns
                where table_schema = 'PUBLIC' and table_name = ? order by ordinal_position
                """, table);
    }

    /// The columns that number themselves.
    static List<String> identities(Connection database, String table) throws SQLException {
        return strings(database, """
                select column_name from information_schema.columns
                where table_schema = 'PUBLIC' and table_name = ? and is_identity = 'YES'
                """, table);
    }

    /// The version of the last migration.
    static String version(Connection database) throws SQLException {
        return strings(database, """
                select "version" from "flyway_schema_history"
                where "success" and "version" is not null order by "installed_rank" desc fetch first row only
                """).getFirst();
    }

    /// The number of the last change; 0 if there was none, or if the tables are older than these numbers.
    static long lastChange(Connection database) throws SQLException {
        if (!tables(database).contains("LAST_CHANGE")) {
            return 0;
        }
        List<String> number = strings(database, "select number from last_change");
        return number.isEmpty() ? 0 : Long.parseLong(number.getFirst());
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String selectAll(String table, List<String> columns) {
        return "select " + quoted(columns) + " from " + quoted(table);
    }

    static String quoted(List<String> names) {
        return names.stream().map(Schema::quoted).collect(Collectors.joining(", "));
    }

    private static List<String> strings(Connection database, String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            List<String> values = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
            return values;
        }
    }
}
