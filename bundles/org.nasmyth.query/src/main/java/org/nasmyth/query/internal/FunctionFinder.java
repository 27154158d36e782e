// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.internal;

import java.util.List;
import org.nasmyth.api.functions.AdqlFunction;

/** Where the binder finds user-defined functions. */
interface FunctionFinder {

  /**
   * The functions that a name means, ignoring case, one for each list of parameter types; they stay
   * usable until the query has ended.
   */
  List<AdqlFunction> find(String name);

  /** The functions that there are now, to suggest one of them. */
  List<AdqlFunction> all();
}
