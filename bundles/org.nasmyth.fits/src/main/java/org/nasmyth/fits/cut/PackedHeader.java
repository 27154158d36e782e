// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import java.util.regex.Pattern;
import org.nasmyth.fits.Box;
import org.nasmyth.fits.Card;
import org.nasmyth.fits.FitsException;
import org.nasmyth.fits.Hdu;
import org.nasmyth.fits.HeaderEditor;

/** The header of a compressed image whose box is compressed, too. */
final class PackedHeader {

  /** Cards of the former table and compression. */
  private static final Pattern FORMER =
      Pattern.compile(
          "T(?:TYPE|FORM|UNIT|NULL|SCAL|ZERO|DISP|DIM)\\d{1,3}|THEAP"
              + "|ZTILE\\d+|ZNAME\\d+|ZVAL\\d+|ZMASKCMP|ZQUANTIZ|ZDITHER0|ZSCALE|ZZERO|ZBLANK");

  private PackedHeader() {}

  /** Of tiles that are copied as they are. */
  static HeaderEditor sameTiles(Hdu hdu, Box box) throws FitsException {
    HeaderEditor editor = new HeaderEditor(hdu.header());
    return axes(editor, box);
  }

  /** Of tiles that were made anew. */
  static HeaderEditor otherTiles(Hdu hdu, Box box, PackedPixels pixels) throws FitsException {
    HeaderEditor editor = new HeaderEditor(hdu.header());
    editor.remove(card -> FORMER.matcher(card.keyword()).matches());
    editor
        .set("NAXIS1", pixels.descriptorLength())
        .set("NAXIS2", pixels.tiles())
        .set("PCOUNT", pixels.heapLength())
        .set("TFIELDS", 1)
        .insertAfter("TFIELDS", Card.of("TFORM1", pixels.wide() ? "1QB" : "1PB", ""))
        .insertAfter("TFIELDS", Card.of("TTYPE1", "COMPRESSED_DATA", ""))
        .set("ZCMPTYPE", "GZIP_2");
    String after = "ZCMPTYPE";
    for (int i = 1; i <= box.axes().size(); i++) {
      long length = i == 1 ? box.axis(0).length() : i == 2 ? pixels.tileRows() : 1;
      editor.insertAfter(after, Card.of("ZTILE" + i, length, "size of tiles"));
      after = "ZTILE" + i;
    }
    if (hdu.bitpix() < 0) {
      editor.insertAfter(after, Card.of("ZQUANTIZ", "NONE", "compressed without loss"));
    }
    return axes(editor, box);
  }

  private static HeaderEditor axes(HeaderEditor editor, Box box) throws FitsException {
    editor.remove(card -> card.keyword().equals("ZHECKSUM") || card.keyword().equals("ZDATASUM"));
    for (int i = 1; i <= box.axes().size(); i++) {
      editor.set("ZNAXIS" + i, box.axis(i - 1).length());
    }
    WcsOrigin.move(editor, box);
    return editor;
  }
}
