// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.nasmyth.fits.FitsBytes;
import org.nasmyth.fits.FitsException;
import org.nasmyth.fits.FitsFile;
import org.nasmyth.fits.Hdu;
import org.nasmyth.fits.MemorySource;
import org.nasmyth.fits.table.Column;
import org.nasmyth.fits.table.Table;

class TableCutTest {

  private static final int ROW = 4 + 3 + 8 + 16 + 10;

  /** J, 3A, an array of E in the heap, one of I with a wide descriptor, and 5I. */
  private static byte[] table(int rows, int gap, long seed) {
    Random random = new Random(seed);
    ByteArrayOutputStream heap = new ByteArrayOutputStream();
    ByteBuffer main = ByteBuffer.allocate(rows * ROW);
    for (int row = 0; row < rows; row++) {
      main.putInt(row).put("r%02d".formatted(row % 100).getBytes(StandardCharsets.US_ASCII));
      byte[] floats = new byte[4 * random.nextInt(6)];
      random.nextBytes(floats);
      main.putInt(floats.length / 4).putInt(heap.size());
      heap.writeBytes(floats);
      byte[] shorts = new byte[2 * random.nextInt(4)];
      random.nextBytes(shorts);
      heap.writeBytes(new byte[random.nextInt(5)]);
      main.putLong(shorts.length / 2).putLong(heap.size());
      heap.writeBytes(shorts);
      byte[] fixed = new byte[10];
      random.nextBytes(fixed);
      main.put(fixed);
    }
    List<String> cards =
        new ArrayList<>(
            FitsBytes.tableCards(
                ROW, rows, gap + heap.size(), "J", "3A", "1PE(5)", "1QI(3)", "5I"));
    if (gap > 0) {
      cards.add(FitsBytes.value("THEAP", rows * ROW + gap));
    }
    byte[] data = new byte[rows * ROW + gap + heap.size()];
    System.arraycopy(main.array(), 0, data, 0, rows * ROW);
    System.arraycopy(heap.toByteArray(), 0, data, rows * ROW + gap, heap.size());
    return new FitsBytes().primary().hdu(cards, data).bytes();
  }

  private static List<String> rowsOf(byte[] bytes) throws Exception {
    List<String> rows = new ArrayList<>();
    try (FitsFile file = FitsFile.open(new MemorySource(bytes))) {
      Hdu hdu = file.hdu(1);
      ByteBuffer data =
          ByteBuffer.wrap(bytes, (int) hdu.dataPosition(), (int) hdu.dataLength()).slice();
      long count = hdu.axes().get(1);
      int heap = (int) hdu.header().whole("THEAP", count * ROW);
      for (int row = 0; row < count; row++) {
        int at = row * ROW;
        StringBuilder text = new StringBuilder();
        append(text, data, at, 7);
        append(text, data, heap + data.getInt(at + 11), 4 * data.getInt(at + 7));
        append(text, data, heap + (int) data.getLong(at + 23), 2 * (int) data.getLong(at + 15));
        append(text, data, at + 31, 10);
        rows.add(text.toString());
      }
    }
    return rows;
  }

  private static void append(StringBuilder text, ByteBuffer data, int at, int length) {
    for (int i = 0; i < length; i++) {
      text.append("%02x".formatted(data.get(at + i)));
    }
    text.append('|');
  }

  private static byte[] rows(byte[] bytes, BitSet rows, int gap) throws Exception {
    try (FitsFile file = FitsFile.open(new MemorySource(bytes, 1000, gap))) {
      CutPlan plan = new CutPlan(file, Checksums.ALWAYS).copy(file.hdu(0));
      return FitsBytes.written(plan.rows(file.hdu(1), rows, HeaderEdit.NONE).build());
    }
  }

  @Property(tries = 300)
  void chosenRowsComeWithTheirArrays(
      @ForAll @IntRange(max = 60) int count,
      @ForAll @IntRange(max = 9) int theap,
      @ForAll long seed,
      @ForAll @IntRange(max = 500) int gap)
      throws Exception {
    byte[] bytes = table(count, theap, seed);
    BitSet chosen = new BitSet();
    new Random(seed).ints(count / 2, 0, Math.max(1, count)).forEach(chosen::set);
    byte[] result = rows(bytes, chosen, gap);
    List<String> all = rowsOf(bytes);
    assertThat(rowsOf(result)).isEqualTo(chosen.stream().mapToObj(all::get).toList());
    try (FitsFile file = FitsFile.open(new MemorySource(result))) {
      Hdu hdu = file.hdu(1);
      assertThat(FitsBytes.sum(result, hdu.headerPosition(), hdu.end())).isEqualTo(0xFFFFFFFFL);
      assertThat(hdu.complete()).isTrue();
    }
  }

  @Test
  void rowsAreChosenByWhatIsInThem() throws Exception {
    byte[] bytes = table(50, 0, 1);
    try (FitsFile file = FitsFile.open(new MemorySource(bytes))) {
      Table table = Table.of(file, file.hdu(1));
      Column number = table.column("C1").orElseThrow();
      Column name = table.column("c2").orElseThrow();
      BitSet chosen =
          table.select(
              row -> row.number(number) >= 10 && row.text(name).endsWith("7"), () -> false);
      assertThat(chosen.stream()).containsExactly(17, 27, 37, 47);
    }
  }

  @Test
  void valuesAreThoseThatTheHeaderTells() throws Exception {
    List<String> cards =
        new ArrayList<>(FitsBytes.tableCards(2 + 8 + 1 + 4, 2, 0, "I", "K", "L", "E"));
    cards.add("TNULL1  = -1");
    cards.add("TSCAL1  = 0.5");
    cards.add("TZERO1  = 10");
    cards.add("TZERO2  = 9223372036854775808");
    ByteBuffer data = ByteBuffer.allocate(30);
    data.putShort((short) 4).putLong(Long.MIN_VALUE + 5).put((byte) 'T').putFloat(1.5f);
    data.putShort((short) -1).putLong(Long.MAX_VALUE).put((byte) 0).putFloat(Float.NaN);
    byte[] bytes = new FitsBytes().primary().hdu(cards, data.array()).bytes();
    try (FitsFile file = FitsFile.open(new MemorySource(bytes))) {
      Table table = Table.of(file, file.hdu(1));
      List<Double> values = new ArrayList<>();
      table.select(
          row -> {
            table.columns().forEach(column -> values.add(row.number(column)));
            return false;
          },
          () -> false);
      assertThat(values)
          .containsExactly(12.0, 5.0, 1.0, 1.5, Double.NaN, 0x1p64, Double.NaN, Double.NaN);
    }
  }

  @Test
  void anAsciiTableKeepsItsRowsAndEndsInBlanks() throws Exception {
    List<String> cards = new ArrayList<>(FitsBytes.tableCards(11, 3, 0, "F6.2", "A4"));
    cards.set(0, "XTENSION= 'TABLE   '");
    cards.add("TBCOL1  = 1");
    cards.add("TBCOL2  = 8");
    byte[] data = "  1.50 one  -2.25 two        four".getBytes(StandardCharsets.US_ASCII);
    byte[] bytes = new FitsBytes().primary().hdu(cards, data).bytes();
    try (FitsFile file = FitsFile.open(new MemorySource(bytes))) {
      Table table = Table.of(file, file.hdu(1));
      Column number = table.columns().get(0);
      BitSet chosen = table.select(row -> row.number(number) < 0, () -> false);
      assertThat(chosen.stream()).containsExactly(1);
      CutPlan plan = new CutPlan(file, Checksums.NEVER).copy(file.hdu(0));
      byte[] result = FitsBytes.written(plan.rows(file.hdu(1), chosen, HeaderEdit.NONE).build());
      String end = new String(result, 2 * 2880, 2880, StandardCharsets.US_ASCII);
      assertThat(end).isEqualTo("%-2880s".formatted(" -2.25 two "));
    }
  }

  @Test
  void aDescriptorThatLeadsOutOfTheHeapIsToldWithItsRow() {
    byte[] bytes = table(5, 0, 3);
    ByteBuffer.wrap(bytes)
        .putInt(2 * 2880 + 2 * ROW + 7, 4)
        .putInt(2 * 2880 + 2 * ROW + 11, 1 << 20);
    BitSet all = new BitSet();
    all.set(0, 5);
    assertThatThrownBy(() -> rows(bytes, all, 0))
        .isInstanceOf(FitsException.class)
        .hasMessageStartingWith("The array of row 3, column 3 does not lie in the heap");
  }

  @Test
  void aRowThatIsNotThereIsRefused() {
    BitSet beyond = new BitSet();
    beyond.set(5);
    assertThatIllegalArgumentException().isThrownBy(() -> rows(table(5, 0, 3), beyond, 0));
  }
}
