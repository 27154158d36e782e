// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.nasmyth.fits.Box;
import org.nasmyth.fits.ByteSource;
import org.nasmyth.fits.FitsException;
import org.nasmyth.fits.FitsFile;
import org.nasmyth.fits.Hdu;
import org.nasmyth.fits.HeaderEditor;
import org.nasmyth.fits.PixelRange;
import org.nasmyth.fits.tile.TileRows;
import org.nasmyth.fits.tile.TiledImage;

/** Plans a box of a compressed image. */
final class TiledPart {

  private final ByteSource source;
  private final Hdu hdu;
  private final Box box;
  private final TiledImage image;

  TiledPart(FitsFile file, Hdu hdu, Box box) throws FitsException {
    this.source = file.source();
    this.hdu = hdu;
    this.box = box;
    this.image = TiledImage.of(file, hdu);
  }

  /** As an image that is not compressed. */
  Part plain(Optional<PlaneMask> mask, HeaderEdit edit, Means means) throws FitsException {
    HeaderEditor editor = PlainHeader.of(hdu, box);
    WcsOrigin.move(editor, box);
    edit.apply(editor);
    long length = image.pixelBytes();
    for (PixelRange range : box.axes()) {
      length = Math.multiplyExact(length, range.length());
    }
    Data pixels = new Pixels(image, box, means.workshop(), length);
    Data kept = mask.isPresent() ? mask.get().on(pixels, hdu, box) : pixels;
    return new ChangedPart(editor, kept, false, means);
  }

  /**
   * As a compressed image: the tiles as they are where the box ends at their borders, or else
   * pixels that are compressed anew without loss.
   */
  Part packed(HeaderEdit edit, Means means, BooleanSupplier cancelled) throws IOException {
    Optional<BitSet> whole = image.wholeTiles(box);
    if (whole.isPresent()) {
      return sameTiles(whole.get(), edit, means);
    }
    PackedPixels pixels = new PackedPixels(image, box, means.workshop().tiles(), cancelled);
    HeaderEditor editor = PackedHeader.otherTiles(hdu, box, pixels);
    edit.apply(editor);
    return new ChangedPart(editor, pixels, false, means);
  }

  private Part sameTiles(BitSet tiles, HeaderEdit edit, Means means) throws IOException {
    List<Segment> row = List.of(new Segment(0, image.table().rowLength()));
    HeapRows data =
        new HeapRows(source, means.memory(), image.table(), tiles, row, Optional.empty());
    HeaderEditor editor = PackedHeader.sameTiles(hdu, box);
    editor.set("NAXIS2", tiles.cardinality()).set("PCOUNT", data.heapLength());
    if (hdu.header().has("THEAP")) {
      editor.set("THEAP", image.table().rowLength() * tiles.cardinality());
    }
    if (hdu.header().has("ZDITHER0")) {
      editor.set("ZDITHER0", image.ditherOffset(tiles.nextSetBit(0)));
    }
    edit.apply(editor);
    return new ChangedPart(editor, data, false, means);
  }

  /** The pixels of the box. */
  private record Pixels(TiledImage image, Box box, Workshop workshop, long length) implements Data {

    @Override
    public void writeTo(Sink sink) throws IOException {
      writeTo(sink, 0);
    }

    @Override
    public void writeTo(Sink sink, long from) throws IOException {
      ByteBuffer taken = workshop.memory().take(length - from);
      try (TileRows rows = new TileRows(image, box, workshop.tiles())) {
        int rowLength = Math.toIntExact(rows.rowLength());
        rows.skip(from / rowLength);
        Sink later = new Later(sink, from % rowLength);
        ByteBuffer out = taken.capacity() < rowLength ? ByteBuffer.allocate(rowLength) : taken;
        while (rows.hasNext()) {
          if (out.remaining() < rowLength) {
            later.write(out.flip());
            out.clear();
          }
          rows.next(out, Long.MAX_VALUE);
        }
        later.write(out.flip());
      } finally {
        workshop.memory().giveBack(taken);
      }
    }
  }
}
