package io.genkan.control.client;

import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command `genkan`.
@Command(
        name = "genkan",
        mixinStandardHelpOptions = true,
        versionProvider = GenkanCommand.Version.class,
        description = "An edge gateway: friends come into the home LAN over plain SSH.",
        synopsisSubcommandLabel = "COMMAND")
public final class GenkanCommand {
    private GenkanCommand() {}

    /// Runs a command line.
    ///
    /// @param gateway what `run` starts
    /// @return the exit code: 0 done, 1 refused, 2 not understood
    public static int execute(Gateway gateway, String... arguments) {
        CommandLine line = new CommandLine(new GenkanCommand())
                .addSubcommand(new RunCommand(gateway))
                .addSubcommand(new FriendCommand())
                .addSubcommand(new InviteCommand())
                .addSubcommand(new InvitationCommand())
                .addSubcommand(new RequestCommand.Pending())
                .addSubcommand(new RequestCommand.Admit())
                .addSubcommand(new RequestCommand.Decline())
                .addSubcommand(new NotifyCommand())
                .addSubcommand(new DoorCommand())
                .addSubcommand(new StatusCommand())
                .addSubcommand(new LanCommand())
                .addSubcommand(new OwnerCommand())
                .addSubcommand(new AuditCommand())
                .addSubcommand(new BackupCommand())
                .addSubcommand(new RestoreCommand())
                .setUsageHelpAutoWidth(true);
        line.getSubcommands().values().forEach(GenkanCommand::withHelp);
        line.setExecutionExceptionHandler((failure, command, _) -> {
            if (failure instanceof IOException) {
                command.getErr().println(failure.getMessage());
                return CommandLineOptions.REFUSED;
            }
            throw failure;
        });
        return line.execute(arguments);
    }

    private static void withHelp(CommandLine command) {
        command.getCommandSpec().mixinStandardHelpOptions(true);
        command.getSubcommands().values().forEach(GenkanCommand::withHelp);
    }

    /// The version of the build.
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = GenkanCommand.class.getPackage().getImplementationVersion();
            return new String[] {"genkan " + (version == null ? "(development)" : version)};
        }
    }
}
