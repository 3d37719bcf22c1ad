package dev.terse.server.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoomTest {
  private static final int BYTES = 10_000;

  private final Room room = new Room(BYTES);

  @Test
  void grow_whileThereIsRoom_isGrantedToOneAlone() {
    Room.Share share = room.new Share();
    assertThat(share.grow(BYTES)).isTrue();
    assertThat(share.grow(1)).isFalse();
    assertThat(room.held()).isEqualTo(BYTES);
    assertThat(room.refused()).isEqualTo(1);

    share.release();

    assertThat(room.held()).isZero();
    assertThat(share.grow(1)).isTrue();
  }

  @Test
  void grow_othersHoldAll_isGrantedUpToTheFairShare() {
    assertThat(room.new Share().grow(BYTES)).isTrue();
    Room.Share small = room.new Share();

    assertThat(small.grow(BYTES / 2)).isTrue();
    assertThat(small.grow(1)).isFalse();
  }

  @Test
  void grow_byManyWhoTakeAllTheyCan_staysWithinTheBound() {
    List<Room.Share> shares = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      shares.add(room.new Share());
      for (Room.Share share : shares) {
        boolean _ = share.grow(7);
      }
    }
    assertThat(room.held()).isBetween((long) BYTES, (long) (BYTES * (1 + Math.log(1_000))));

    shares.forEach(Room.Share::release);

    assertThat(room.held()).isZero();
  }

  @Test
  void grow_refusedAtFirst_isNoHolder() {
    assertThat(room.new Share().grow(BYTES)).isTrue();
    for (int i = 0; i < 100; i++) {
      assertThat(room.new Share().grow(BYTES)).isFalse();
    }
    assertThat(room.new Share().grow(BYTES / 2)).isTrue();
  }
}
