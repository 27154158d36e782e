// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.internal;

import java.util.Optional;
import org.nasmyth.adql.tree.Identifier;
import org.nasmyth.api.query.Expression;

/** The names of the select list, where a clause may use them for want of a column of that name. */
@FunctionalInterface
interface AliasLookup {

  /** For clauses that may not. */
  AliasLookup NONE = name -> Optional.empty();

  /** What the select list calls by a name. */
  Optional<Expression> value(Identifier name);
}
