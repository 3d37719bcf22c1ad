package dev.terse.app.cli.local;

import dev.terse.app.config.Config;
import dev.terse.app.settings.ConfigException;
import dev.terse.app.terminal.Session;
import dev.terse.app.terminal.Table;
import dev.terse.core.code.CodesConfig;
import dev.terse.core.code.GeneratorName;
import dev.terse.core.space.CodeSpace;
import dev.terse.core.space.Lengths;
import java.math.BigInteger;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code terse capacity}: how many codes of each length there are. */
@Command(
    name = "capacity",
    description = "Print how many codes of each length the configuration gives. Opens no store.")
final class CapacityCommand implements Callable<Integer> {
  private final Session session;

  @Mixin
  private final ConfigOptions options;

  CapacityCommand(Session session) {
    this.session = session;
    this.options = new ConfigOptions(session);
  }

  @Override
  public Integer call() throws ConfigException {
    Config config = options.config();
    Table table = new Table(">LENGTH", ">CODES", ">IN ALL");
    CodesConfig codes = config.codes();
    if (codes.generator() == GeneratorName.SEQUENTIAL) {
      CodeSpace space =
          new CodeSpace(codes.alphabet(), codes.lengths(codes.generator()), codes.blockedWords());
      for (CodeSpace.Tier tier : space.tiers()) {
        table.add(
            Integer.toString(tier.length()),
            shown(BigInteger.valueOf(tier.capacity())),
            shown(BigInteger.valueOf(tier.total())));
      }
    } else {
      addPowers(table, codes);
    }
    table.print(session.terminal());
    return 0;
  }

  /** Digest and random codes may be longer than any that can be numbered. */
  private void addPowers(Table table, CodesConfig codes) {
    Lengths lengths = codes.lengths(codes.generator());
    BigInteger total = BigInteger.ZERO;
    for (int length = lengths.min(); length <= lengths.max(); length++) {
      BigInteger size = BigInteger.valueOf(codes.alphabet().size()).pow(length);
      total = total.add(size);
      table.add(Integer.toString(length), shown(size), shown(total));
    }
  }

  private String shown(BigInteger number) {
    return session.terminal().outIsScreen()
        ? String.format(Locale.ROOT, "%,d", number)
        : number.toString();
  }
}
