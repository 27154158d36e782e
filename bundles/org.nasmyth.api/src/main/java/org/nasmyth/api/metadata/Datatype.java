// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.metadata;

import java.util.Locale;
import java.util.Optional;

/**
 * The primitive datatypes of VOTable (VOTable 1.4, section 2.1) that a table of an archive can
 * have.
 */
public enum Datatype {
  BOOLEAN("boolean"),
  UNSIGNED_BYTE("unsignedByte"),
  SHORT("short"),
  INT("int"),
  LONG("long"),
  FLOAT("float"),
  DOUBLE("double"),
  CHAR("char"),
  UNICODE_CHAR("unicodeChar");

  private final String votableName;

  Datatype(String votableName) {
    this.votableName = votableName;
  }

  /** The name as VOTable's {@code datatype} attribute and TAP_SCHEMA.columns spell it. */
  public String votableName() {
    return votableName;
  }

  /** Whether values are whole numbers. */
  public boolean isInteger() {
    return this == UNSIGNED_BYTE || this == SHORT || this == INT || this == LONG;
  }

  /** Whether values are numbers of any kind. */
  public boolean isNumeric() {
    return isInteger() || this == FLOAT || this == DOUBLE;
  }

  /** Whether values are characters. */
  public boolean isCharacter() {
    return this == CHAR || this == UNICODE_CHAR;
  }

  /**
   * Finds a datatype by the word of a TAP_SCHEMA: VOTable's names in any case, and the upper-case
   * words of TAP 1.0 ({@code VARCHAR}, {@code INTEGER}, {@code BIGINT}, {@code REAL}, …).
   *
   * @return empty where the word names no datatype
   */
  public static Optional<Datatype> parse(String word) {
    return switch (word.strip().toLowerCase(Locale.ROOT)) {
      case "boolean" -> Optional.of(BOOLEAN);
      case "unsignedbyte", "binary", "varbinary", "blob" -> Optional.of(UNSIGNED_BYTE);
      case "short", "smallint" -> Optional.of(SHORT);
      case "int", "integer" -> Optional.of(INT);
      case "long", "bigint" -> Optional.of(LONG);
      case "float", "real" -> Optional.of(FLOAT);
      case "double" -> Optional.of(DOUBLE);
      case "char", "varchar", "clob", "timestamp", "point", "region" -> Optional.of(CHAR);
      case "unicodechar" -> Optional.of(UNICODE_CHAR);
      default -> Optional.empty();
    };
  }
}
