// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.products;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Identifiers that no archive has. */
class AnyIdentifierTest {

  private final ArchiveNames names = new ArchiveNames("eso.org", null);

  /** Whatever a client sends is either an identifier or has a fault. */
  @Property
  void isReadOrRefused(@ForAll String text) {
    assertThat(names.read(text))
        .isNotEmpty()
        .allMatch(one -> (one.id() == null) != (one.fault() == null));
  }
}
