// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FitsFileTest {

  private static FitsFile open(byte[] bytes) throws Exception {
    return FitsFile.open(new MemorySource(bytes));
  }

  private static List<String> image(boolean primary, long... axes) {
    return FitsBytes.imageCards(primary, 16, axes);
  }

  @Test
  void allHdusAreFoundWithTheirData() throws Exception {
    byte[] bytes =
        new FitsBytes()
            .hdu(image(true, 3, 5), new byte[30])
            .hdu(image(false, 1500), new byte[3000])
            .hdu(FitsBytes.tableCards(8, 2, 4, "1PB(2)"), new byte[20])
            .bytes();
    try (FitsFile file = open(bytes)) {
      assertThat(file.hdus())
          .extracting(Hdu::kind)
          .containsExactly(HduKind.IMAGE, HduKind.IMAGE, HduKind.BINARY_TABLE);
      assertThat(file.hdus()).extracting(Hdu::dataLength).containsExactly(30L, 3000L, 20L);
      assertThat(file.hdus()).extracting(Hdu::dataPosition).containsExactly(2880L, 8640L, 17280L);
      assertThat(file.hdu(0).axes()).containsExactly(3L, 5L);
      assertThat(file.trailing()).isEmpty();
    }
  }

  @Test
  void randomGroupsAndSpecialRecordsAreMeasured() throws Exception {
    List<String> groups = new java.util.ArrayList<>(image(true, 0, 3));
    groups.add(FitsBytes.value("GROUPS", "T"));
    groups.add(FitsBytes.value("PCOUNT", 2));
    groups.add(FitsBytes.value("GCOUNT", 7));
    byte[] bytes = new FitsBytes().hdu(groups, new byte[2 * 7 * 5]).bytes();
    byte[] more = java.util.Arrays.copyOf(bytes, bytes.length + 2880);
    try (FitsFile file = open(more)) {
      assertThat(file.hdus()).hasSize(1);
      assertThat(file.hdu(0).kind()).isEqualTo(HduKind.RANDOM_GROUPS);
      assertThat(file.hdu(0).dataLength()).isEqualTo(70);
      assertThat(file.trailing()).hasValue(bytes.length);
    }
  }

  @Test
  void aMosaicOfGigabytesIsWalkedByItsHeadersOnly(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("mosaic.fits");
    long chip = 8192L * 8192 * 2;
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.write(new FitsBytes().primary().bytes());
      for (int i = 0; i < 32; i++) {
        file.write(new FitsBytes().hdu(image(false, 8192, 8192), new byte[0]).bytes());
        file.seek(file.getFilePointer() + Hdu.padded(chip));
      }
      file.setLength(file.getFilePointer());
    }
    Counting counting = new Counting(FileSource.open(path));
    try (FitsFile file = FitsFile.open(counting)) {
      assertThat(file.hdus()).hasSize(33);
      assertThat(file.size()).isGreaterThan(4L << 30);
    }
    assertThat(counting.reads).isEqualTo(33);
    assertThat(counting.bytes).isLessThan(33 * 24_000L);
  }

  private static final class Counting implements ByteSource {

    private final ByteSource source;
    private long bytes;
    private int reads;

    Counting(ByteSource source) {
      this.source = source;
    }

    @Override
    public String name() {
      return source.name();
    }

    @Override
    public long size() throws java.io.IOException {
      return source.size();
    }

    @Override
    public int read(long position, java.nio.ByteBuffer into) throws java.io.IOException {
      int count = source.read(position, into);
      bytes += count;
      reads++;
      return count;
    }

    @Override
    public String version() throws java.io.IOException {
      return source.version();
    }

    @Override
    public void close() throws java.io.IOException {
      source.close();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          BITPIX  =                   17 | BITPIX is none of 8, 16, 32, 64, -32, -64.
          BITPIX  = 'x'                  | BITPIX is not a whole number.
          BITPIX                         | BITPIX is missing.
          NAXIS   =                    3 | NAXIS3 is missing, though NAXIS is 3.
          NAXIS   =                 1000 | NAXIS is not between 0 and 999.
          NAXIS2  =                   -5 | NAXIS2 is negative.
          NAXIS2  =  9223372036854775807 | The axes tell of more than 2^63 bytes.
          NAXIS2  = 99223372036854775807 | NAXIS2 is not a whole number of 64 bits.
          PCOUNT  =                   -1 | PCOUNT is negative.
          """)
  void aHeaderThatCannotTellItsSizeIsRefused(String card, String problem) {
    List<String> cards = new java.util.ArrayList<>(image(false, 30, 5));
    String keyword = card.substring(0, Math.min(8, card.length()));
    cards.replaceAll(old -> old.startsWith("%-8s".formatted(keyword)) ? card : old);
    byte[] bytes = new FitsBytes().primary().hdu(cards, new byte[0]).bytes();
    assertThatThrownBy(() -> open(bytes).hdus())
        .isInstanceOf(FitsException.class)
        .hasMessageStartingWith(problem)
        .hasMessageContaining("memory.fits, HDU 1, byte");
  }

  @Test
  void whatIsNoFitsFileIsRefused() {
    assertThatThrownBy(() -> open("%PDF-1.4".repeat(1000).getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOf(FitsException.class)
        .hasMessageStartingWith("Not a FITS file");
    assertThatThrownBy(() -> open(new byte[0])).isInstanceOf(FitsException.class);
  }

  @Test
  void aHeaderWithoutEndIsRefused() {
    byte[] bytes = new FitsBytes().hdu(image(true, 3), new byte[6]).bytes();
    byte[] header = java.util.Arrays.copyOf(bytes, 2880);
    java.util.Arrays.fill(header, 5 * 80, 2880, (byte) ' ');
    header[4 * 80] = 'X';
    assertThatThrownBy(() -> open(header))
        .isInstanceOf(FitsException.class)
        .hasMessageContaining("has no END card before the end of the file at byte 2880");
  }

  @Test
  void aTruncatedHduIsKnownToBeIncomplete() throws Exception {
    byte[] bytes = new FitsBytes().hdu(image(true, 3000), new byte[6000]).bytes();
    try (FitsFile file = open(java.util.Arrays.copyOf(bytes, 2880 + 5999))) {
      assertThat(file.hdus()).hasSize(1);
      assertThat(file.hdu(0).complete()).isFalse();
    }
    try (FitsFile file = open(java.util.Arrays.copyOf(bytes, 2880 + 6000))) {
      assertThat(file.hdu(0).complete()).isTrue();
    }
  }
}
