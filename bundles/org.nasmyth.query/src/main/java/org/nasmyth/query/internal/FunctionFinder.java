// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.internal;

import java.util.List;
import java.util.Optional;
import org.nasmyth.api.functions.AdqlFunction;

/** Where the binder finds user-defined functions. */
interface FunctionFinder {

  /** The function that a name means, ignoring case; it stays usable until the query has ended. */
  Optional<AdqlFunction> find(String name);

  /** The functions that there are now, to suggest one of them. */
  List<AdqlFunction> all();
}
