// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sphere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RegionCodecTest {
  private final Region region =
      Union.of(Polygon.of(10, 20, 10, 21, 11, 21, 11, 20), new Circle(1, 2, 3), new Position(4, 5));

  @Test
  void aQuadrilateralTakesAHundredBytes() {
    byte[] bytes = RegionCodec.encode(Polygon.of(10, 20, 11, 20, 11, 21, 10, 21));
    assertThat(bytes).hasSizeLessThanOrEqualTo(104);
  }

  @Test
  void aBufferIsReadFromItsPositionAndLeftAlone() {
    byte[] bytes = RegionCodec.encode(region);
    ByteBuffer buffer = ByteBuffer.allocate(bytes.length + 7).position(7).put(bytes).position(7);
    assertThat(RegionCodec.decode(buffer)).isEqualTo(region);
    assertThat(buffer.position()).isEqualTo(7);
  }

  @Test
  void brokenBytesAreRefused() {
    byte[] bytes = RegionCodec.encode(region);
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> RegionCodec.decode(cut)).isInstanceOf(InvalidRegionException.class);
    }
    assertThatThrownBy(() -> RegionCodec.decode(Arrays.copyOf(bytes, bytes.length + 1)))
        .hasMessageContaining("1 bytes too many");
    byte[] newer = bytes.clone();
    newer[1] = 2;
    assertThatThrownBy(() -> RegionCodec.decode(newer)).hasMessageContaining("version 1");
  }
}
