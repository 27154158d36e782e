// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.nasmyth.fits.Box;
import org.nasmyth.fits.Card;
import org.nasmyth.fits.FitsException;
import org.nasmyth.fits.Hdu;
import org.nasmyth.fits.Header;
import org.nasmyth.fits.HeaderEditor;

/**
 * The header of a compressed image as it would be without compression, section 10.1: the keywords
 * with Z lose it, those of the table go, and all others stay byte for byte.
 */
final class PlainHeader {

  private static final Pattern OF_TABLE =
      Pattern.compile(
          "XTENSION|BITPIX|NAXIS\\d*|PCOUNT|GCOUNT|TFIELDS|THEAP"
              + "|T(?:TYPE|FORM|UNIT|NULL|SCAL|ZERO|DISP|DIM)\\d{1,3}"
              + "|ZIMAGE|ZSIMPLE|ZTENSION|ZEXTEND|ZBLOCKED|ZBITPIX|ZNAXIS\\d*|ZPCOUNT|ZGCOUNT"
              + "|ZTILE\\d+|ZCMPTYPE|ZNAME\\d+|ZVAL\\d+|ZMASKCMP|ZQUANTIZ|ZDITHER0|ZBLANK"
              + "|ZSCALE|ZZERO|ZHECKSUM|ZDATASUM");

  private PlainHeader() {}

  static HeaderEditor of(Hdu hdu, Box box) throws FitsException {
    Header header = hdu.header();
    List<Card> cards = new ArrayList<>();
    cards.add(Card.of("XTENSION", "IMAGE", "image extension"));
    cards.add(named(header, "BITPIX", hdu.bitpix()));
    cards.add(named(header, "NAXIS", box.axes().size()));
    for (int i = 0; i < box.axes().size(); i++) {
      cards.add(named(header, "NAXIS" + (i + 1), box.axis(i).length()));
    }
    cards.add(named(header, "PCOUNT", 0));
    cards.add(named(header, "GCOUNT", 1));
    boolean continued = false;
    for (Card card : header.cards()) {
      continued = card.keyword().equals("CONTINUE") ? continued : goes(card);
      if (!continued) {
        cards.add(card);
      }
    }
    return new HeaderEditor(new Header(cards, header.source(), header.hdu(), hdu.headerPosition()));
  }

  private static boolean goes(Card card) {
    return OF_TABLE.matcher(card.keyword()).matches()
        || card.text().startsWith("EXTNAME = 'COMPRESSED_IMAGE'");
  }

  /** The card of the compressed image without its Z, so that its comment stays. */
  private static Card named(Header header, String keyword, long value) {
    Optional<Card> compressed = header.card("Z" + keyword);
    if (compressed.isEmpty() || !compressed.get().text().startsWith("= ", 8)) {
      return Card.of(keyword, value, "");
    }
    String rest = compressed.get().text().substring(8);
    return Card.of("%-8s".formatted(keyword) + rest).withValue(Long.toString(value));
  }
}
