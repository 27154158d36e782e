// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.votable;

import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.results.binary.Declaration;

/** The ways in which VOTable writes a table's rows (VOTable 1.4, section 5). */
enum Serialization {
  TABLEDATA,
  BINARY,
  BINARY2;

  Declaration declare(ValueType type) {
    return this == BINARY ? Declaration.withMagic(type) : Declaration.of(type);
  }
}
