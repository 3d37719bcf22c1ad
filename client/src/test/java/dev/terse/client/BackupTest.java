package dev.terse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackupTest {

  @Test
  void backup_answered_isReadToItsEnd() throws IOException {
    try (FakeServer server = new FakeServer().answering(200, "everything");
        TerseClient client = new TerseClient(server.uri());
        InputStream in = client.backup()) {
      assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("everything");
      assertThat(server.requests()).containsExactly("POST /-/api/v1/backup");
    }
  }

  @Test
  void backup_refused_saysWhy() throws IOException {
    try (FakeServer server = new FakeServer().answering(409, """
            {"type":"urn:terse:problem:busy","title":"Busy","status":409,"detail":"another one"}
            """);
        TerseClient client = new TerseClient(server.uri())) {
      assertThatExceptionOfType(ApiException.Refused.class)
          .isThrownBy(client::backup)
          .withMessageContaining("another one");
    }
  }

  @Test
  void read_ofASilentServer_endsAfterAWhile() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket server = new ServerSocket(0, 1, loopback);
        Socket socket = new Socket(loopback, server.getLocalPort());
        InputStream in =
            new Exchange.PatientStream(socket.getInputStream(), Duration.ofMillis(200))) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(in::read)
          .withMessageContaining("nothing came");
    }
  }
}
