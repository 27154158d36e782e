// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.nasmyth.fits.ByteSource;
import org.nasmyth.fits.FitsBytes;
import org.nasmyth.fits.FitsFile;
import org.nasmyth.fits.MemorySource;

class UnpackedSourceTest {

  /** What ncompress 4.2.4 makes of "TOBEORNOTTOBEORTOBEORNOT" repeated three times. */
  private static final String PACKED =
      "1f9d90549e0829f2448a932754020e2ca890a041840d0b1e4c28d061c487141762bc787122";

  @Test
  void whatCompressHasPackedIsUnpacked() throws IOException {
    byte[] packed = HexFormat.of().parseHex(PACKED);
    assertThat(new LzwInputStream(new ByteArrayInputStream(packed)).readAllBytes())
        .asString()
        .isEqualTo("TOBEORNOTTOBEORTOBEORNOT".repeat(3));
  }

  @Test
  void headersOfAGzippedFileAreRead() throws Exception {
    byte[] fits =
        new FitsBytes()
            .primary()
            .hdu(FitsBytes.tableCards(4, 1000, 0, "4A"), new byte[4000])
            .bytes();
    ByteSource source = UnpackedSource.of(new MemorySource(gzip(fits)));
    assertThat(source.size()).isEqualTo(fits.length);
    try (FitsFile file = FitsFile.open(source)) {
      assertThat(file.hdus()).hasSize(2);
    }
  }

  @Property(tries = 100)
  void anyPlaceIsReadAsItWas(@ForAll long seed, @ForAll @Size(5) List<Short> places)
      throws IOException {
    byte[] content = new byte[200_000];
    new Random(seed).nextBytes(content);
    ByteSource source = UnpackedSource.of(new MemorySource(gzip(content)));
    for (short place : places) {
      int at = (place & 0xffff) * 3;
      ByteBuffer bytes = ByteBuffer.allocate(100);
      if (at >= content.length) {
        assertThat(source.read(at, bytes)).isEqualTo(-1);
      } else {
        int length = Math.min(100, content.length - at);
        source.readFully(at, bytes.limit(length));
        assertThat(Arrays.copyOf(bytes.array(), length))
            .isEqualTo(Arrays.copyOfRange(content, at, at + length));
      }
    }
  }

  @Test
  void truncatedFileEndsWhereItCannotBeUnpackedAnyFurther() throws Exception {
    byte[] content = new byte[300_000];
    new Random(5).nextBytes(content);
    byte[] whole = gzip(content);
    ByteSource source = UnpackedSource.of(new MemorySource(Arrays.copyOf(whole, 100_000)));
    assertThat(source.size()).isBetween(50_000L, 100_000L);
    ByteBuffer first = ByteBuffer.allocate(1000);
    source.readFully(0, first);
    assertThat(first.array()).isEqualTo(Arrays.copyOf(content, 1000));
    assertThat(UnpackedSource.of(new MemorySource(Arrays.copyOf(whole, 5))).size()).isZero();
  }

  @Test
  void whatIsNotPackedStaysAsItIs() throws IOException {
    for (byte[] content : new byte[][] {{}, {0x1f}, {0x1f, 0}, {'S', 'I'}}) {
      ByteSource source = new MemorySource(content);
      assertThat(UnpackedSource.of(source)).isSameAs(source);
    }
  }

  @Property(tries = 2000)
  void damagedFilesEndInAnErrorOrInBytes(@ForAll @Size(max = 300) byte[] damage)
      throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    packed.writeBytes(new byte[] {0x1f, (byte) 0x9d, (byte) 0x90});
    packed.writeBytes(damage);
    LzwInputStream stream = new LzwInputStream(new ByteArrayInputStream(packed.toByteArray()));
    try {
      assertThat(stream.readAllBytes()).hasSizeLessThan(300 * 300);
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("damaged");
    }
  }

  @Test
  void otherFilesAreRefused() {
    for (String hex : List.of("1f8b", "1f9d", "1f9d88", "1f9d91", "1f9d1f")) {
      byte[] head = HexFormat.of().parseHex(hex);
      assertThatThrownBy(() -> new LzwInputStream(new ByteArrayInputStream(head)))
          .as(hex)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("compress");
    }
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(content);
    }
    return packed.toByteArray();
  }
}
