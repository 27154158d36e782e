// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.nasmyth.fits.Box;
import org.nasmyth.fits.ByteSource;
import org.nasmyth.fits.FitsException;
import org.nasmyth.fits.FitsFile;
import org.nasmyth.fits.Hdu;
import org.nasmyth.fits.HduKind;
import org.nasmyth.fits.HeaderEditor;
import org.nasmyth.fits.PixelRange;
import org.nasmyth.fits.table.Table;

/**
 * Puts a {@link Cut} together, one HDU after the other. The first has to be the file's primary HDU.
 * Reads headers, and of tables with arrays in the heap the rows, but no pixels except where it says
 * so. Not for several threads.
 */
public final class CutPlan {

  /** Cards that make no sense without data. */
  private static final Pattern OF_DATA =
      Pattern.compile("NAXIS\\d+|BSCALE|BZERO|BLANK|BUNIT|DATAMIN|DATAMAX");

  private static final int OWN_MEMORY = 16 << 20;
  private static final long OWN_TILES = 32 << 20;

  private final FitsFile file;
  private final ByteSource source;
  private final Means means;
  private final List<Part> parts = new ArrayList<>();

  /**
   * An empty plan.
   *
   * @param file that everything is of; has to be open while the cut is written
   * @param checksums what becomes of the sums of changed HDUs
   * @param workshop what the cut works with; shared with others
   */
  public CutPlan(FitsFile file, Checksums checksums, Workshop workshop) {
    this.file = file;
    this.source = file.source();
    this.means = new Means(checksums, workshop);
  }

  /**
   * An empty plan with 48 MB of memory of its own.
   *
   * @param file that everything is of; has to be open while the cut is written
   * @param checksums what becomes of the sums of changed HDUs
   */
  public CutPlan(FitsFile file, Checksums checksums) {
    this(file, checksums, new Workshop(OWN_MEMORY, OWN_TILES));
  }

  /**
   * Takes an HDU as it is, every byte of it.
   *
   * @param hdu of the file
   * @throws FitsException if the file does not hold all of its data
   */
  public CutPlan copy(Hdu hdu) throws FitsException {
    checkComplete(hdu);
    long present = Math.min(hdu.end(), file.size()) - hdu.headerPosition();
    return add(hdu, new VerbatimPart(source, means.memory(), hdu, present));
  }

  /**
   * Takes the data of an HDU as they are, with some cards changed.
   *
   * @param hdu of the file
   * @param edit changes them
   * @throws FitsException if the file does not hold all of its data
   */
  public CutPlan copy(Hdu hdu, HeaderEdit edit) throws FitsException {
    checkComplete(hdu);
    HeaderEditor editor = new HeaderEditor(hdu.header());
    edit.apply(editor);
    Data data =
        new SourceData(source, means.memory(), hdu.dataLength(), true, () -> new WholeRuns(hdu));
    boolean blanks = hdu.kind() == HduKind.ASCII_TABLE;
    return add(hdu, new ChangedPart(editor, data, blanks, means, dataSum(hdu)));
  }

  /** DATASUM, section 4.4.2.7, where CHECKSUM shows that it belongs to this header. */
  private static OptionalLong dataSum(Hdu hdu) {
    String digits = hdu.header().text("DATASUM").orElse("").strip();
    if (!digits.matches("\\d{1,10}") || !hdu.header().has("CHECKSUM")) {
      return OptionalLong.empty();
    }
    long told = Long.parseLong(digits);
    DataSum header = new DataSum();
    header.write(ByteBuffer.wrap(new HeaderEditor(hdu.header()).toBytes()));
    return DataSum.isWhole(DataSum.add(header.value(), told))
        ? OptionalLong.of(told)
        : OptionalLong.empty();
  }

  /**
   * Takes the header of a primary HDU whose image is left out: what follows needs one.
   *
   * @param primary of the file
   * @param edit further changes of the header
   * @throws FitsException if its header cannot be changed
   */
  public CutPlan emptied(Hdu primary, HeaderEdit edit) throws FitsException {
    HeaderEditor editor = new HeaderEditor(primary.header());
    editor.set("NAXIS", 0).remove(card -> OF_DATA.matcher(card.keyword()).matches());
    edit.apply(editor);
    Data nothing =
        new SourceData(source, means.memory(), 0, false, () -> new RowRuns(0, 0, new BitSet()));
    return add(primary, new ChangedPart(editor, nothing, false, means));
  }

  /**
   * Takes a box of an image. Pixels are copied as they are stored, BSCALE, BZERO and BLANK stay. A
   * compressed image becomes an extension that is not compressed.
   *
   * @param hdu an image, compressed or not
   * @param box a range for each axis
   * @param edit further changes of the header
   * @throws IllegalArgumentException if the box is not within the image
   * @throws FitsException if it is no image, or the file does not hold the box
   * @throws IOException if the file cannot be read
   */
  public CutPlan image(Hdu hdu, Box box, HeaderEdit edit) throws IOException {
    return image(hdu, box, Optional.empty(), edit);
  }

  /**
   * Takes a box of an image, as {@link #image(Hdu, Box, HeaderEdit)} does, and blanks pixels.
   *
   * @param hdu an image, compressed or not
   * @param box a range for each axis
   * @param mask says which pixels stay; without it, all do
   * @param edit further changes of the header
   * @throws IllegalArgumentException if the box is not within the image
   * @throws FitsException if it is no image, the file does not hold the box, or there is a mask and
   *     no value for blank pixels
   * @throws IOException if the file cannot be read
   */
  public CutPlan image(Hdu hdu, Box box, Optional<PlaneMask> mask, HeaderEdit edit)
      throws IOException {
    List<Long> axes = hdu.axes();
    checkInside(box, axes);
    if (hdu.kind() == HduKind.COMPRESSED_IMAGE) {
      return add(hdu, new TiledPart(file, hdu, box).plain(mask, edit, means));
    }
    if (hdu.kind() != HduKind.IMAGE) {
      throw new FitsException("This HDU is not an image.", hdu.place());
    }
    int size = Math.abs(hdu.bitpix()) / 8;
    checkPresent(hdu, box, size);
    HeaderEditor editor = new HeaderEditor(hdu.header());
    for (int i = 0; i < axes.size(); i++) {
      editor.set("NAXIS" + (i + 1), box.axis(i).length());
    }
    WcsOrigin.move(editor, box);
    edit.apply(editor);
    long length = size;
    for (PixelRange range : box.axes()) {
      length *= range.length();
    }
    Data data =
        new SourceData(
            source,
            means.memory(),
            length,
            true,
            () -> new BoxRuns(hdu.dataPosition(), size, axes, box));
    Data kept = mask.isPresent() ? mask.get().on(data, hdu, box) : data;
    return add(hdu, new ChangedPart(editor, kept, false, means));
  }

  /**
   * Takes a box of a compressed image and leaves it compressed. Where the box ends at the borders
   * of tiles, these are copied as they are. Otherwise the pixels are decoded and compressed anew
   * without loss (GZIP_2); for the exact length that happens here and once more when the cut is
   * written.
   *
   * @param hdu a compressed image
   * @param box a range for each axis
   * @param edit further changes of the header
   * @param cancelled is asked for each tile whether to stop
   * @throws IllegalArgumentException if the box is not within the image
   * @throws CancelledException if it was to stop
   * @throws FitsException if it is no compressed image, or the file does not hold the box
   * @throws IOException if the file cannot be read
   */
  public CutPlan compressedImage(Hdu hdu, Box box, HeaderEdit edit, BooleanSupplier cancelled)
      throws IOException {
    checkInside(box, hdu.axes());
    if (hdu.kind() != HduKind.COMPRESSED_IMAGE) {
      throw new FitsException("This HDU is not a compressed image.", hdu.place());
    }
    return add(hdu, new TiledPart(file, hdu, box).packed(edit, means, cancelled));
  }

  private static void checkInside(Box box, List<Long> axes) {
    boolean inside = box.axes().size() == axes.size();
    for (int i = 0; inside && i < axes.size(); i++) {
      inside = box.axis(i).last() <= axes.get(i);
    }
    if (!inside) {
      throw new IllegalArgumentException(
          "The box %s is not within an image of axes %s.".formatted(box, axes));
    }
  }

  private void checkPresent(Hdu hdu, Box box, int size) throws IOException {
    long last = 0;
    long stride = size;
    for (int i = 0; i < box.axes().size(); i++) {
      last += (box.axis(i).last() - 1) * stride;
      stride *= hdu.axes().get(i);
    }
    long end = hdu.dataPosition() + last + size;
    if (end > file.size()) {
      throw truncated(hdu, end);
    }
  }

  private void checkComplete(Hdu hdu) throws FitsException {
    if (!hdu.complete()) {
      throw truncated(hdu, hdu.dataPosition() + hdu.dataLength());
    }
  }

  private FitsException truncated(Hdu hdu, long end) {
    return new FitsException(
        "The file is truncated: it has %d bytes, and what is wanted ends at byte %d."
            .formatted(file.size(), end),
        hdu.place());
  }

  /**
   * Takes rows of a table. Their bytes are copied; arrays in the heap come along.
   *
   * @param hdu a table
   * @param rows their numbers, from 0
   * @param edit further changes of the header
   * @throws IllegalArgumentException if a row is not in the table
   * @throws FitsException if it is no table, or the file does not hold all of it
   * @throws IOException if the file cannot be read
   */
  public CutPlan rows(Hdu hdu, BitSet rows, HeaderEdit edit) throws IOException {
    checkComplete(hdu);
    return table(hdu, rows, Optional.empty(), edit);
  }

  /**
   * Takes a range of each array of a spectrum in a table: of all columns whose cells have NELEM
   * elements, in each row. Other columns stay whole.
   *
   * @param hdu a binary table
   * @param range of elements, from 1
   * @param edit further changes of the header, such as those of the spectrum's limits
   * @throws IllegalArgumentException if the arrays are shorter
   * @throws FitsException if it is no such table, or the file does not hold all of it
   * @throws IOException if the file cannot be read
   */
  public CutPlan elements(Hdu hdu, PixelRange range, HeaderEdit edit) throws IOException {
    checkComplete(hdu);
    if (hdu.kind() != HduKind.BINARY_TABLE) {
      throw new FitsException("This HDU is not a binary table.", hdu.place());
    }
    Table table = Table.of(file, hdu);
    BitSet all = new BitSet();
    all.set(0, (int) table.rows());
    return table(hdu, all, Optional.of(Slice.of(table, range)), edit);
  }

  private CutPlan table(Hdu hdu, BitSet rows, Optional<Slice> slice, HeaderEdit edit)
      throws IOException {
    Table table = Table.of(file, hdu);
    return add(hdu, new TablePart(source, table, rows, slice).plan(edit, means));
  }

  private CutPlan add(Hdu hdu, Part part) {
    if (parts.isEmpty() && hdu.number() != 0) {
      throw new IllegalStateException("A FITS file begins with its primary HDU.");
    }
    parts.add(part);
    return this;
  }

  /** The file that was put together. */
  public Cut build() {
    return new Cut(file, parts);
  }
}
