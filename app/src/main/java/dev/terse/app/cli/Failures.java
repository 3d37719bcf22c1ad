package dev.terse.app.cli;

import dev.terse.app.terminal.ExitStatus;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Hands what picocli cannot do, and commands that fail, to the {@link Verdict}. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private final Verdict verdict;

  Failures(Verdict verdict) {
    this.verdict = verdict;
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    verdict.say(String.valueOf(e.getMessage()));
    UnmatchedArgumentException.printSuggestions(e, e.getCommandLine().getErr());
    verdict.say("see " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    return ExitStatus.USAGE.number();
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    return verdict.of(e).number();
  }
}
