// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.exchange;

import org.junit.jupiter.api.condition.EnabledIf;
import org.nasmyth.it.server.Jdk;

/** The exchange of plugins on JDK 25, where there is one beside the JDK that runs the tests. */
@EnabledIf(
    value = "org.nasmyth.it.server.Jdk#has25",
    disabledReason = "no JDK 25 in /usr/lib/jvm nor named by the property jdk25")
class ExchangeOnJdk25IT extends ExchangeTests {

  ExchangeOnJdk25IT() {
    super(Jdk.jdk25());
  }
}
