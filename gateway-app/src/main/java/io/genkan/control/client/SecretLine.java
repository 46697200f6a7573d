package io.genkan.control.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/// A secret as one line on standard input, where no list of processes shows it.
final class SecretLine {
    private SecretLine() {}

    /// Reads it.
    ///
    /// @param what it is, for who forgot it
    static String read(String what) throws IOException {
        String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        if (line == null) {
            throw new IOException("No " + what + " came on standard input; nothing was changed.");
        }
        return line;
    }
}
