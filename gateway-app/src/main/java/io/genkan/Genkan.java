package io.genkan;

import io.genkan.control.client.GenkanCommand;

/// The entry point of the command `genkan`. Everything but `run` gets by without Spring, so that it answers at once.
public final class Genkan {
    private Genkan() {}

    /// Runs the command line.
    public static void main(String[] arguments) {
        int exitCode = GenkanCommand.execute(GatewayApplication::run, arguments);
        System.exit(exitCode);
    }
}
