// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.metadata;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A named value with its meaning: what VOTable writes as one FIELD.
 *
 * @param name the name without quotes, in its own case; never empty
 * @param type its type
 * @param unit its unit in VOUnits' syntax; null where it has none or none is known
 * @param ucd its UCD1+; null where unknown
 * @param utype its utype; null where unknown
 * @param description one line for a person; null where there is none
 */
public record Field(
    String name,
    ValueType type,
    @Nullable String unit,
    @Nullable String ucd,
    @Nullable String utype,
    @Nullable String description) {

  /** Checks the name. */
  public Field {
    Objects.requireNonNull(type, "type");
    if (name.isEmpty()) {
      throw new IllegalArgumentException("A field needs a name.");
    }
  }

  /** A field of which only name and type are known. */
  public static Field of(String name, ValueType type) {
    return new Field(name, type, null, null, null, null);
  }

  /** The same under another name, which is never empty. */
  public Field withName(String newName) {
    return new Field(newName, type, unit, ucd, utype, description);
  }

  /** The same of another type. */
  public Field withType(ValueType newType) {
    return new Field(name, newType, unit, ucd, utype, description);
  }

  /** The same in another unit, or without one; values are not converted. */
  public Field withUnit(@Nullable String newUnit) {
    return new Field(name, type, newUnit, ucd, utype, description);
  }

  /** The same with another UCD, or without one. */
  public Field withUcd(@Nullable String newUcd) {
    return new Field(name, type, unit, newUcd, utype, description);
  }

  /** The same with another utype, or without one. */
  public Field withUtype(@Nullable String newUtype) {
    return new Field(name, type, unit, ucd, newUtype, description);
  }

  /** The same with another description, or without one. */
  public Field withDescription(@Nullable String newDescription) {
    return new Field(name, type, unit, ucd, utype, newDescription);
  }
}
