// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.nasmyth.api.storage.FileState;
import org.nasmyth.api.storage.OpenFile;

/** When what is found out about a file may be remembered. */
class OpenFileSourceTest {

  private record Stored(FileState state, String currentVersion) implements OpenFile {

    @Override
    public int read(long position, ByteBuffer into) {
      return -1;
    }

    @Override
    public void close() {}
  }

  private static OpenFileSource changed(Instant modified, String version) {
    return new OpenFileSource(
        new Stored(new FileState("a.fits", 5, modified, "1"), version), "ADP.1");
  }

  @Test
  void a_file_that_was_not_changed_lately_is_known_again() throws Exception {
    Instant then = Instant.now().minus(Duration.ofHours(1));
    assertThat(changed(then, "1").identity()).isPresent().isEqualTo(changed(then, "1").identity());
    assertThat(changed(then.minusNanos(1), "1").identity())
        .isPresent()
        .isNotEqualTo(changed(then, "1").identity());
  }

  @Test
  void one_that_was_or_whose_time_is_unknown_is_not() throws Exception {
    assertThat(changed(Instant.now(), "1").identity()).isEmpty();
    assertThat(changed(Instant.now().plusSeconds(60), "1").identity()).isEmpty();
    assertThat(changed(Instant.EPOCH, "1").identity()).isEmpty();
  }

  @Test
  void one_that_was_changed_since_it_was_opened_is_not() throws Exception {
    assertThat(changed(Instant.now().minus(Duration.ofHours(1)), "2").identity()).isEmpty();
  }
}
