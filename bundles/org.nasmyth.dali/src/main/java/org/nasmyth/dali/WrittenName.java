// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali;

import org.nasmyth.adql.ReservedWords;
import org.nasmyth.api.metadata.RegularIdentifier;
import org.nasmyth.api.metadata.TableName;

/**
 * Names as they can be copied into a query: in double quotes where they are no regular identifiers
 * or are reserved words of ADQL, as TAP_SCHEMA has them too (TAP 1.1, section 4).
 */
final class WrittenName {

  private WrittenName() {}

  static String of(String name) {
    return ReservedWords.contains(name) ? '"' + name + '"' : RegularIdentifier.quoteIfNeeded(name);
  }

  static String of(TableName name) {
    return of(name.schema()) + "." + of(name.table());
  }
}
