// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.metadata;

/**
 * A column of a table, as TAP_SCHEMA.columns tells it (TAP 1.1, section 4.3).
 *
 * @param field name, type and meaning
 * @param principal whether it belongs to the columns that a client shows first
 * @param indexed whether a condition on it is answered from an index
 * @param standard whether it is defined by a standard rather than by the archive
 */
public record Column(Field field, boolean principal, boolean indexed, boolean standard) {

  /** A column with no flag set. */
  public static Column of(Field field) {
    return new Column(field, false, false, false);
  }

  /** The column's name, without quotes, in its own case. */
  public String name() {
    return field.name();
  }

  /** The column's type. */
  public ValueType type() {
    return field.type();
  }

  /** The same, among those that a client shows first. */
  public Column asPrincipal() {
    return new Column(field, true, indexed, standard);
  }

  /** The same, with an index that answers conditions. */
  public Column asIndexed() {
    return new Column(field, principal, true, standard);
  }

  /** The same, as one that a standard defines. */
  public Column asStandard() {
    return new Column(field, principal, indexed, true);
  }
}
