// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.jobs;

/** The store that a server has for itself. */
class EmbeddedPersistenceTest extends PersistenceContract {

  @Override
  Store open() {
    return new Store(new Connections(Stores.h2(folder), 1));
  }
}
