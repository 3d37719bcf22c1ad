package dev.terse.app.cli.backup;

import dev.terse.app.cli.local.ConfigOptions;
import dev.terse.app.cli.local.Progress;
import dev.terse.app.cli.remote.ServerOptions;
import dev.terse.app.config.Config;
import dev.terse.app.serve.StoreOpener;
import dev.terse.app.settings.ConfigException;
import dev.terse.app.terminal.Session;
import dev.terse.client.TerseClient;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreProvider.BackupFacts;
import dev.terse.core.store.StoreProvider.Backups;
import dev.terse.core.store.StoreProvider.Purpose;
import dev.terse.core.store.StoreUrl;
import dev.terse.server.Listen;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code terse backup}: writes everything in the store to a file. */
@Command(
    name = "backup",
    description = "Write everything in the store to a file, which holds its secrets too. The store"
        + " is that of the server that is named; if none is, the one of the configuration, asked of"
        + " the server that has it open, if one has.")
final class BackupCommand implements Callable<Integer> {
  private final Session session;
  private final Report report;

  @Mixin
  private final ConfigOptions options;

  @Mixin
  private final ServerOptions server;

  @Parameters(paramLabel = "FILE", description = "The file to make.")
  private Path file;

  BackupCommand(Session session) {
    this.session = session;
    this.report = new Report(session.terminal());
    this.options = new ConfigOptions(session);
    this.server = new ServerOptions(session);
  }

  @Override
  public Integer call() throws ConfigException {
    Config config = options.config();
    StoreUrl store = config.store();
    Backups backups = server.isNamed() ? backupsOfServers() : Report.backups(store);
    Progress progress = report.progress("backed up", 0);
    try (BackupFile target = BackupFile.begin(file)) {
      OutputStream out = target.out(progress);
      if (server.isNamed() || !writeLocal(config, out)) {
        writeRemote(address(config.server().listen()), out);
      }
      progress.finish();
      BackupFacts facts = check(backups, target);
      long bytes = target.size();
      target.finish();
      print(facts, bytes);
      return report.ending(facts);
    } catch (BackupFile.Failure e) {
      return report.failed(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return report.failed("the backup broke off, " + Report.reason(e) + ": run it again");
    }
  }

  /** Whatever the store is called there, only the embedded one is backed up by its server. */
  private static Backups backupsOfServers() {
    return Report.backups(StoreUrl.parse(VerifyBackupCommand.EMBEDDED + "server"));
  }

  /** Opens the store itself; false if a server has it open. */
  private boolean writeLocal(Config config, OutputStream out) throws ConfigException, IOException {
    try (Store store = StoreOpener.open(config, Purpose.READ)) {
      write(store.backup(InstantSource.system().instant()), out);
      return true;
    } catch (StoreException e) {
      if (e.reason() == StoreException.Reason.LOCKED) {
        return false;
      }
      throw e;
    }
  }

  private static void write(Store.@Nullable Backup backup, OutputStream out) throws IOException {
    try (backup) {
      if (backup != null) {
        backup.writeTo(out);
      }
    }
  }

  private void writeRemote(URI address, OutputStream out) throws IOException {
    try (TerseClient client = server.client(address);
        InputStream in = client.backup()) {
      in.transferTo(out);
    }
  }

  /** Where a server of this machine is asked that listens there, so that it needs no key. */
  private static URI address(Listen listen) {
    boolean everywhere = listen.host().equals("0.0.0.0") || listen.host().equals("::");
    String host = everywhere ? "127.0.0.1" : listen.host();
    return URI.create("http://" + new Listen(host, listen.port()));
  }

  /** Reads what is in the file now: only that counts. */
  private static BackupFacts check(Backups backups, BackupFile target) throws IOException {
    try (InputStream in = new BufferedInputStream(target.written())) {
      return backups.check(in);
    }
  }

  private void print(BackupFacts facts, long bytes) {
    String line = server.json()
        ? JsonNodeFactory.instance
            .objectNode()
            .put("file", file.toString())
            .put("bytes", bytes)
            .put("taken", facts.taken().toString())
            .put("links", facts.links())
            .put("tombstones", facts.tombstones())
            .put("damaged", facts.damaged())
            .toString()
        : "backed up: " + Report.contents(facts) + " in " + file;
    session.terminal().out().println(line);
  }
}
