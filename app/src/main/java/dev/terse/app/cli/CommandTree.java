package dev.terse.app.cli;

import dev.terse.app.cli.backup.BackupCommands;
import dev.terse.app.cli.local.LocalCommands;
import dev.terse.app.cli.remote.DeleteCommand;
import dev.terse.app.cli.remote.EditCommand;
import dev.terse.app.cli.remote.HealthCommand;
import dev.terse.app.cli.remote.KeysCommand;
import dev.terse.app.cli.remote.ListCommand;
import dev.terse.app.cli.remote.ShortenCommand;
import dev.terse.app.cli.remote.ShowCommand;
import dev.terse.app.terminal.Session;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
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
  /** The one that reads the whole tree. */
  private static final String COMPLETION = "completion";

  private static final Map<String, Function<Session, CommandLine>> COMMANDS = commands();

  private CommandTree() {}

  /**
   * The commands in {@code session} that {@code arguments} need: the one that they begin with,
   * because making the others takes a good part of a start; or all.
   */
  public static CommandLine create(Session session, String... arguments) {
    CommandLine root = new CommandLine(new CommandTree());
    needed(arguments).forEach((name, make) -> root.addSubcommand(name, make.apply(session)));
    addHelp(root);
    Verdict verdict = new Verdict(session);
    Failures failures = new Failures(verdict);
    return root.setOut(writer(session.terminal().out()))
        .setErr(writer(session.terminal().err()))
        .setUsageHelpAutoWidth(false)
        .setExecutionStrategy(parsed -> verdict.afterPrinting(new RunLast().execute(parsed)))
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures);
  }

  private static Map<String, Function<Session, CommandLine>> needed(String... arguments) {
    String first = arguments.length == 0 ? COMPLETION : arguments[0];
    Function<Session, CommandLine> named = COMMANDS.get(first);
    return named == null || first.equals(COMPLETION) ? COMMANDS : Map.of(first, named);
  }

  private static Map<String, Function<Session, CommandLine>> commands() {
    Map<String, Function<Session, CommandLine>> commands = new LinkedHashMap<>();
    LocalCommands.forEach(commands::put);
    BackupCommands.forEach(commands::put);
    commands.put("shorten", session -> new CommandLine(new ShortenCommand(session)));
    commands.put("show", session -> new CommandLine(new ShowCommand(session)));
    commands.put("list", session -> new CommandLine(new ListCommand(session)));
    commands.put("edit", session -> new CommandLine(new EditCommand(session)));
    commands.put("delete", session -> new CommandLine(new DeleteCommand(session)));
    commands.put("keys", KeysCommand::create);
    commands.put("health", session -> new CommandLine(new HealthCommand(session)));
    commands.put("version", session -> new CommandLine(new VersionCommand(session)));
    commands.put(COMPLETION, session -> new CommandLine(new CompletionCommand(session)));
    return commands;
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
