// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.exchange;

import org.nasmyth.it.server.Jdk;

/** The exchange of plugins on the JDK that runs the tests. */
class ExchangeIT extends ExchangeTests {

  ExchangeIT() {
    super(Jdk.current());
  }
}
