package dev.terse.server.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.server.load.Connections.Entry;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
  private final Connections connections = new Connections(6, 2, "10.0.0.1"::equals);

  @Test
  void enter_abovePeersLimit_isRefusedUntilOneLeaves() {
    enter("192.0.2.1", Entry.OPEN, Entry.OPEN, Entry.PEER_FULL);
    enter("192.0.2.2", Entry.OPEN);
    assertThat(connections.open()).isEqualTo(3);
    assertThat(connections.refused()).isEqualTo(1);

    connections.leave("192.0.2.1");

    enter("192.0.2.1", Entry.OPEN, Entry.PEER_FULL);
  }

  @Test
  void enter_addressesOfOneIpv6Network_areOnePeer() {
    enter("2001:db8:0:1::1", Entry.OPEN);
    enter("2001:db8:0:1:ffff::2", Entry.OPEN);
    enter("2001:db8:0:1::3", Entry.PEER_FULL);
    enter("2001:db8:0:2::1", Entry.OPEN);
  }

  @Test
  void enter_proxyOrUnknownAddress_isCountedInAllOnly() {
    enter("10.0.0.1", Entry.OPEN, Entry.OPEN, Entry.OPEN);
    for (int i = 0; i < 3; i++) {
      assertThat(connections.enter(null)).isEqualTo(Entry.OPEN);
    }
    enter("192.0.2.1", Entry.FULL);
    assertThat(connections.open()).isEqualTo(6);
  }

  @Test
  void enter_peersNotCounted_onlyTheWholeCounts() {
    Connections all = new Connections(3, 0, _ -> false);
    for (int i = 0; i < 3; i++) {
      assertThat(all.enter("192.0.2.1")).isEqualTo(Entry.OPEN);
    }
    assertThat(all.enter("192.0.2.2")).isEqualTo(Entry.FULL);
    all.leave("192.0.2.1");
    assertThat(all.enter("192.0.2.2")).isEqualTo(Entry.OPEN);
  }

  @Test
  void connections_leaveDescriptorsToTheStore() {
    assertThat(Descriptors.connections(65_536)).isEqualTo(65_536 - Descriptors.RESERVED);
    assertThat(Descriptors.connections(1_024)).isEqualTo(512);
    assertThat(Descriptors.connections(Long.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
    assertThat(Descriptors.files()).isNotEmpty();
  }

  private void enter(String address, Entry... expected) {
    for (Entry entry : expected) {
      assertThat(connections.enter(address)).as(address).isEqualTo(entry);
    }
  }
}
