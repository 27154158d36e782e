// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.votable;

/** The ways in which VOTable writes a table's rows (VOTable 1.4, section 5). */
enum Serialization {
  TABLEDATA,
  BINARY,
  BINARY2
}
