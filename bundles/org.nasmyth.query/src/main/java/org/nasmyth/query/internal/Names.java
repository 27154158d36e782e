// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.internal;

import org.nasmyth.adql.tree.Identifier;

/** How a name in a query meets a name of the catalogue (ADQL 2.1, sections 2.1.2 and 2.1.6). */
final class Names {

  private Names() {}

  /** Whether a name means another: a delimited one only with the same case. */
  static boolean match(Identifier wanted, String actual) {
    return wanted.delimited()
        ? wanted.text().equals(actual)
        : wanted.text().equalsIgnoreCase(actual);
  }
}
