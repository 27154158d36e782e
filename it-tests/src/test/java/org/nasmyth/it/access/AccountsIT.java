// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nasmyth.it.server.Distribution;
import org.nasmyth.it.server.Finished;

class AccountsIT {

  @Test
  @DisplayName("Accounts are listed without a server, and nothing is said but them")
  void listedWithoutAServer() throws IOException {
    Distribution distribution = Distribution.unpacked();
    distribution.prepare("accounts");
    Finished listed = distribution.command("accounts", "user", "list");
    assertThat(listed.exitCode()).as(listed.output()).isZero();
    assertThat(listed.output().lines().map(line -> line.replaceAll("\\s+", " ").strip()))
        .containsExactly("delegate", "operator operators", "pi", "team muse-team");
  }
}
