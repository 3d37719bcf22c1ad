package dev.terse.app.cli;

import dev.terse.app.cli.local.LocalCommands;
import dev.terse.app.cli.remote.DeleteCommand;
import dev.terse.app.cli.remote.EditCommand;
import dev.terse.app.cli.remote.KeysCommand;
import dev.terse.app.cli.remote.ListCommand;
import dev.terse.app.cli.remote.ShortenCommand;
import dev.terse.app.cli.remote.ShowCommand;
import dev.terse.app.terminal.Session;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.RunLast;

/** The command line: {@code terse COMMAND}. */
@Command(
    name = "terse",
    description = "Shorten URLs.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit status: 0 done, 1 failed, 2 wrong usage or configuration,",
      "3 no such link or key, 4 the server refused, 5 no server answers."
    })
public final class CommandTree {
  private CommandTree() {}

  /** All commands in {@code session}. */
  public static CommandLine create(Session session) {
    CommandLine root = new CommandLine(new CommandTree());
    LocalCommands.addTo(root, session);
    root.addSubcommand(new ShortenCommand(session))
        .addSubcommand(new ShowCommand(session))
        .addSubcommand(new ListCommand(session))
        .addSubcommand(new EditCommand(session))
        .addSubcommand(new DeleteCommand(session))
        .addSubcommand(KeysCommand.create(session))
        .addSubcommand(new VersionCommand(session))
        .addSubcommand(new CompletionCommand(session));
    addHelp(root);
    Failures failures = new Failures(session);
    return root.setOut(writer(session.terminal().out()))
        .setErr(writer(session.terminal().err()))
        .setUsageHelpAutoWidth(false)
        .setExecutionStrategy(parsed -> failures.afterPrinting(new RunLast().execute(parsed)))
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  private static void addHelp(CommandLine command) {
    command
        .getCommandSpec()
        .addOption(OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("Show this help.")
            .build());
    command.getSubcommands().values().forEach(CommandTree::addHelp);
  }
}
