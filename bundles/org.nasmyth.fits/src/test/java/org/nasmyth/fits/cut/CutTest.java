// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasmyth.fits.Box;
import org.nasmyth.fits.FileSource;
import org.nasmyth.fits.FitsBytes;
import org.nasmyth.fits.FitsException;
import org.nasmyth.fits.FitsFile;
import org.nasmyth.fits.MemorySource;
import org.nasmyth.fits.SourceChangedException;

class CutTest {

  private static byte[] file(int rows) {
    byte[] pixels = new byte[1000 * rows];
    new Random(5).nextBytes(pixels);
    return new FitsBytes()
        .primary()
        .hdu(FitsBytes.imageCards(false, 8, new long[] {1000, rows}), pixels)
        .bytes();
  }

  @Test
  void wholeHdusAreCopiedByteForByte() throws Exception {
    byte[] bytes = file(10);
    try (FitsFile file = FitsFile.open(new MemorySource(bytes))) {
      CutPlan plan = new CutPlan(file, Checksums.ALWAYS).copy(file.hdu(0)).copy(file.hdu(1));
      assertThat(FitsBytes.written(plan.build())).isEqualTo(bytes);
    }
  }

  @Test
  void theLastBlockIsFilledWhereTheSourceForgotTo() throws Exception {
    byte[] bytes = file(10);
    byte[] shorter = Arrays.copyOf(bytes, 2 * 2880 + 10_000);
    try (FitsFile file = FitsFile.open(new MemorySource(shorter))) {
      CutPlan plan = new CutPlan(file, Checksums.NEVER).copy(file.hdu(0)).copy(file.hdu(1));
      assertThat(FitsBytes.written(plan.build())).isEqualTo(bytes);
    }
  }

  @Test
  void aFileThroughTheKernelIsTheSameAsThroughMemory(@TempDir Path folder) throws Exception {
    byte[] bytes = file(5000);
    Path path = Files.write(folder.resolve("in.fits"), bytes);
    Path out = folder.resolve("out.fits");
    try (FitsFile file = FitsFile.open(FileSource.open(path));
        FileChannel target =
            FileChannel.open(out, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      Cut cut =
          new CutPlan(file, Checksums.WHERE_PRESENT)
              .copy(file.hdu(0))
              .image(file.hdu(1), Box.of(1, 1000, 301, 4900), HeaderEdit.NONE)
              .build();
      cut.writeTo(target, () -> false);
      assertThat(Files.readAllBytes(out)).isEqualTo(FitsBytes.written(cut));
    }
  }

  @Test
  void aChangedHeaderComesWithAHistoryAndRightSums() throws Exception {
    byte[] bytes = file(10);
    try (FitsFile file = FitsFile.open(new MemorySource(bytes))) {
      CutPlan plan =
          new CutPlan(file, Checksums.ALWAYS).copy(file.hdu(0), header -> header.history("cut"));
      byte[] result = FitsBytes.written(plan.build());
      assertThat(FitsBytes.cards(result, 0)).contains("%-80s".formatted("HISTORY cut"));
      assertThat(FitsBytes.sum(result, 0, 2880)).isEqualTo(0xFFFFFFFFL);
    }
  }

  @Test
  void aFileThatChangesMeanwhileNeverYieldsAWholeAnswer() throws Exception {
    byte[] bytes = file(3000);
    MemorySource source = new MemorySource(bytes);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    WritableByteChannel target =
        new Interrupting(Channels.newChannel(out), () -> source.replace(bytes));
    try (FitsFile file = FitsFile.open(source)) {
      Cut cut = new CutPlan(file, Checksums.NEVER).copy(file.hdu(0)).copy(file.hdu(1)).build();
      assertThatThrownBy(() -> cut.writeTo(target, () -> false))
          .isInstanceOf(SourceChangedException.class)
          .hasMessageContaining("The file was changed while it was read");
      assertThat(out.size()).isLessThan((int) cut.length());
      assertThatThrownBy(() -> cut.writeTo(target, () -> false))
          .isInstanceOf(SourceChangedException.class);
    }
  }

  @Test
  void aCutEndsSoonAfterItIsCancelled() throws Exception {
    AtomicInteger left = new AtomicInteger(3);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (FitsFile file = FitsFile.open(new MemorySource(file(9000)))) {
      Cut cut = new CutPlan(file, Checksums.NEVER).copy(file.hdu(0)).copy(file.hdu(1)).build();
      assertThatThrownBy(
              () -> cut.writeTo(Channels.newChannel(out), () -> left.getAndDecrement() <= 0))
          .isInstanceOf(CancelledException.class);
      assertThat(out.size()).isLessThan((int) cut.length() - (1 << 20));
    }
  }

  @Test
  void whatIsBehindTheEndOfATruncatedFileIsRefused() throws Exception {
    byte[] bytes = Arrays.copyOf(file(100), 2 * 2880 + 50_000);
    try (FitsFile file = FitsFile.open(new MemorySource(bytes))) {
      CutPlan plan = new CutPlan(file, Checksums.NEVER).copy(file.hdu(0));
      assertThatThrownBy(() -> plan.copy(file.hdu(1)))
          .isInstanceOf(FitsException.class)
          .hasMessageContaining("The file is truncated")
          .hasMessageContaining("HDU 1");
      assertThatThrownBy(() -> plan.image(file.hdu(1), Box.of(1, 1, 51, 51), HeaderEdit.NONE))
          .isInstanceOf(FitsException.class);
      plan.image(file.hdu(1), Box.of(1, 1000, 1, 50), HeaderEdit.NONE);
      assertThat(FitsBytes.written(plan.build())).hasSize(2 * 2880 + 18 * 2880);
    }
  }

  @Test
  void aFileBeginsWithItsPrimaryHdu() throws Exception {
    try (FitsFile file = FitsFile.open(new MemorySource(file(1)))) {
      CutPlan plan = new CutPlan(file, Checksums.NEVER);
      assertThatThrownBy(() -> plan.copy(file.hdu(1))).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aBandOfAnImageBeyondFourGigabytesComesFromItsPlace(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("large.fits");
    byte[] mark = "here".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      List<String> cards = FitsBytes.imageCards(true, 16, new long[] {50_000, 50_000});
      file.write(new FitsBytes().hdu(cards, new byte[0]).bytes());
      file.seek(2880 + 2 * (40_000L * 50_000 + 7));
      file.write(mark);
      file.setLength(2880 + 5_000_000_000L + 2880);
    }
    try (FitsFile file = FitsFile.open(FileSource.open(path))) {
      Cut cut =
          new CutPlan(file, Checksums.NEVER)
              .image(file.hdu(0), Box.of(8, 9, 40_001, 40_001), HeaderEdit.NONE)
              .build();
      assertThat(FitsBytes.part(FitsBytes.written(cut), 2880, 4)).isEqualTo(mark);
    }
  }

  /** Does something when the first bytes arrive. */
  private static final class Interrupting implements WritableByteChannel {

    private final WritableByteChannel target;
    private final Runnable action;

    Interrupting(WritableByteChannel target, Runnable action) {
      this.target = target;
      this.action = action;
    }

    @Override
    public int write(ByteBuffer bytes) throws java.io.IOException {
      action.run();
      return target.write(bytes);
    }

    @Override
    public boolean isOpen() {
      return target.isOpen();
    }

    @Override
    public void close() throws java.io.IOException {
      target.close();
    }
  }
}
