// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.internal;

import java.util.Optional;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Source;

/** Which rows of a table the caller may see. */
@FunctionalInterface
interface RowRestriction {

  /** The condition that a visible row fulfils; empty where all are visible. */
  Optional<Expression> of(Source.TableSource table);
}
