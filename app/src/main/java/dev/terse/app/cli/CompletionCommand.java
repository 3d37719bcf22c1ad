package dev.terse.app.cli;

import dev.terse.app.terminal.Session;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code terse completion}: prints a script that completes commands and flags in a shell. */
@Command(
    name = "completion",
    description = "Print a completion script. In bash and zsh: source <(./terse completion bash)")
final class CompletionCommand implements Callable<Integer> {
  private final Session session;

  @Spec
  private CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "One of ${COMPLETION-CANDIDATES}.")
  private Shell shell;

  CompletionCommand(Session session) {
    this.session = session;
  }

  /** The shells that the script, which is the same, works in. */
  private enum Shell {
    bash,
    zsh
  }

  @Override
  public Integer call() {
    session.terminal().out().println("# load it with: source <(./terse completion " + shell + ")");
    session.terminal().out().println(AutoComplete.bash("terse", spec.root().commandLine()));
    return 0;
  }
}
