// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The cards of a header that change when a part of the pixels is cut out. Everything else of a WCS
 * stays as it is: polynomials of SIP are relative to CRPIX, those of TPV to the plane of
 * projection, tables to world coordinates.
 */
public final class SubImageCards {
  /** What ends the keywords of the descriptions that a header may have. */
  private static final List<String> SUFFIXES =
      Stream.concat(Stream.of(""), IntStream.rangeClosed('A', 'Z').mapToObj(Character::toString))
          .toList();

  private static final int LONGEST_NUMBER = 20;

  private SubImageCards() {}

  /**
   * Finds the cards that change in the header of the image itself: NAXISj, CRPIXja of all
   * descriptions, LTVj.
   *
   * @param cards the header
   * @param kept the pixels that are kept, by pixel axis
   * @return new values by keyword, in order; a keyword that the header does not have is to be
   *     added. Numbers keep the digits that the header gives them.
   * @throws WcsException if a value that has to change is not a number
   */
  public static Map<String, String> changes(Cards cards, List<PixelRange> kept) {
    Map<String, String> changes = new LinkedHashMap<>();
    for (int j = 1; j <= kept.size(); j++) {
      PixelRange range = kept.get(j - 1);
      put(changes, cards, "NAXIS" + j, String.valueOf(range.length()));
      long shift = range.first() - 1;
      if (shift == 0) {
        continue;
      }
      for (String suffix : SUFFIXES) {
        String keyword = "CRPIX" + j + suffix;
        if (cards.value(keyword) != null) {
          changes.put(keyword, shifted(cards, keyword, shift));
        } else if (described(cards, suffix)) {
          changes.put(keyword, BigDecimal.valueOf(-shift) + ".0");
        }
      }
      if (cards.value("LTV" + j) != null) {
        changes.put("LTV" + j, shifted(cards, "LTV" + j, shift));
      }
    }
    return changes;
  }

  /**
   * Finds the cards that change in the header of a distortion lookup table (WCSDVARR, D2IMARR),
   * whose own coordinates are pixels of the image: CRVALj.
   *
   * @param cards the header of the table's image
   * @param kept the pixels of the image that are kept, by pixel axis
   * @return new values by keyword, in order
   * @throws WcsException if a value that has to change is not a number
   */
  public static Map<String, String> lookupChanges(Cards cards, List<PixelRange> kept) {
    Map<String, String> changes = new LinkedHashMap<>();
    for (int j = 1; j <= kept.size(); j++) {
      long shift = kept.get(j - 1).first() - 1;
      String keyword = "CRVAL" + j;
      if (shift != 0 && j <= 2) {
        changes.put(
            keyword,
            cards.value(keyword) == null
                ? BigDecimal.valueOf(-shift) + ".0"
                : shifted(cards, keyword, shift));
      }
    }
    return changes;
  }

  private static void put(Map<String, String> changes, Cards cards, String keyword, String value) {
    String before = cards.value(keyword);
    if (before == null || !before.strip().equals(value)) {
      changes.put(keyword, value);
    }
  }

  /** Whether a description is there, though it leaves CRPIX at its default. */
  private static boolean described(Cards cards, String suffix) {
    for (int i = 1; i <= 9; i++) {
      for (String root : new String[] {"CTYPE", "CRVAL", "CRPIX", "CDELT"}) {
        if (cards.value(root + i + suffix) != null) {
          return true;
        }
      }
    }
    return false;
  }

  private static String shifted(Cards cards, String keyword, long shift) {
    // This refuses what is not a number, with the reason.
    new CardReader(cards, ' ').number(keyword);
    String text = String.valueOf(cards.value(keyword)).strip();
    BigDecimal number =
        new BigDecimal(text.replace('D', 'E').replace('d', 'e'))
            .subtract(BigDecimal.valueOf(shift));
    String plain = number.toPlainString();
    if (plain.length() > LONGEST_NUMBER) {
      plain = Double.toString(number.doubleValue());
    }
    boolean real = text.matches(".*[.EeDd].*");
    return real && plain.matches("-?\\d+") ? plain + ".0" : plain;
  }
}
