// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql;

/**
 * What may be accepted beyond the grammar of ADQL 2.1; each is declared by the service that accepts
 * it.
 */
public enum Extension {
  /** {@code CASE WHEN ... THEN ... END} and {@code CASE x WHEN ... THEN ... END}. */
  CASE("CASE"),
  /** {@code NULLIF(a, b)}. */
  NULLIF("NULLIF"),
  /** A semicolon at the end of the query. */
  TRAILING_SEMICOLON("a semicolon at the end"),
  /** {@code *} beside other items of a select list, as in {@code SELECT ra, dec, *}. */
  ASTERISK_AMONG_ITEMS("* beside other items of a select list"),
  /** {@code IS NULL} of any value; the standard allows it of a column only. */
  NULL_TEST_OF_VALUES("IS NULL of anything but a column");

  private final String words;

  Extension(String words) {
    this.words = words;
  }

  /** The extension in words, to be put into a sentence. */
  public String words() {
    return words;
  }
}
