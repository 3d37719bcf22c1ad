package dev.terse.app.cli.local;

import dev.terse.app.config.Config;
import dev.terse.app.serve.StoreOpener;
import dev.terse.app.settings.ConfigException;
import dev.terse.app.terminal.Session;
import dev.terse.core.code.GeneratorName;
import dev.terse.core.code.StoreCodes;
import dev.terse.core.space.CodeWriter;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreProvider.Purpose;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code terse codes}: prints codes in the order in which the store gives them out. */
@Command(
    name = "codes",
    description = "Print codes in the order in which the store gives them, one a line."
        + " Reserves none of them.")
final class CodesCommand implements Callable<Integer> {
  private final Session session;

  @Mixin
  private final ConfigOptions options;

  @Spec
  private CommandSpec spec;

  @Option(names = "--count", paramLabel = "N", required = true, description = "How many.")
  private long count;

  @Option(
      names = "--from",
      paramLabel = "K",
      defaultValue = "1",
      description = "The number of the first one (default: ${DEFAULT-VALUE}).")
  private long from;

  CodesCommand(Session session) {
    this.session = session;
    this.options = new ConfigOptions(session);
  }

  @Override
  public Integer call() throws ConfigException {
    if (count < 1 || from < 1) {
      throw new ParameterException(spec.commandLine(), "--count and --from are at least 1");
    }
    Config config = options.config();
    if (config.codes().generator() != GeneratorName.SEQUENTIAL) {
      throw new ConfigException(
          List.of("codes.generator is " + config.codes().generator().text()
              + ", whose codes have no order: only sequential codes can be listed"));
    }
    try (Store store = StoreOpener.open(config, Purpose.FILL)) {
      boolean isNew = !StoreCodes.isRecorded(store);
      StoreCodes codes = StoreOpener.codes(config, store);
      if (isNew) {
        session
            .terminal()
            .err()
            .println("made a new store: " + config.store()
                + " (its codes will be these, as long as it exists)");
      }
      return write(new CodeWriter(codes.sequential(), config.codes().prefix()));
    }
  }

  private int write(CodeWriter writer) {
    Progress progress = new Progress(session.terminal(), "codes", count);
    try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
      long written = writer.write(out, from, count, progress);
      progress.finish();
      if (written < count) {
        session
            .terminal()
            .err()
            .println("only " + written + " codes: the code space ends there"
                + " (see ./terse capacity); raise codes.max-length for more");
        return 1;
      }
      return 0;
    } catch (IOException e) {
      String reason = String.valueOf(e.getMessage());
      if (reason.contains("Broken pipe")) {
        return 0;
      }
      session.terminal().err().println("terse: cannot write the codes: " + reason);
      return 1;
    }
  }
}
