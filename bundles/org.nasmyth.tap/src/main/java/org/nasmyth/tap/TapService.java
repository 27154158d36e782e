// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tap;

import org.nasmyth.query.check.CheckedQuery;

/** A configured TAP service, as commands of this bundle see it. */
public interface TapService {

  /** Where it answers, without slashes around it. */
  String path();

  /** Checks a query as this service would read it, without running it. */
  CheckedQuery check(String adql);
}
