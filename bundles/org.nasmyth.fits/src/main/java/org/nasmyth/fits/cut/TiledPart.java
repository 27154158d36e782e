// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.nasmyth.fits.Box;
import org.nasmyth.fits.FitsException;
import org.nasmyth.fits.FitsFile;
import org.nasmyth.fits.Hdu;
import org.nasmyth.fits.HeaderEditor;
import org.nasmyth.fits.PixelRange;
import org.nasmyth.fits.tile.TileRows;
import org.nasmyth.fits.tile.TiledImage;

/** Plans a box of a compressed image. */
final class TiledPart {

  private final Hdu hdu;
  private final Box box;
  private final TiledImage image;

  TiledPart(FitsFile file, Hdu hdu, Box box) throws FitsException {
    this.hdu = hdu;
    this.box = box;
    this.image = TiledImage.of(file, hdu);
  }

  /** As an image that is not compressed. */
  Part plain(HeaderEdit edit, Checksums checksums) throws FitsException {
    HeaderEditor editor = PlainHeader.of(hdu, box);
    WcsOrigin.move(editor, box);
    edit.apply(editor);
    long length = image.pixelBytes();
    for (PixelRange range : box.axes()) {
      length = Math.multiplyExact(length, range.length());
    }
    return new ChangedPart(editor, new Pixels(image, box, length), false, checksums);
  }

  /** The pixels of the box. */
  private record Pixels(TiledImage image, Box box, long length) implements Data {

    @Override
    public void writeTo(Sink sink) throws IOException {
      TileRows rows = new TileRows(image, box);
      int rowLength = Math.toIntExact(rows.rowLength());
      ByteBuffer out = ByteBuffer.allocate((int) Math.max(rowLength, Math.min(length, Sink.CHUNK)));
      while (rows.hasNext()) {
        if (out.remaining() < rowLength) {
          sink.write(out.flip());
          out.clear();
        }
        rows.next(out);
      }
      sink.write(out.flip());
    }
  }
}
