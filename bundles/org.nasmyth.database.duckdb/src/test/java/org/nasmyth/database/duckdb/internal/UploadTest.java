// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import org.nasmyth.testkit.TestArchive;
import org.nasmyth.testkit.UploadContract;

class UploadTest extends UploadContract {

  @Override
  protected TestArchive<?> open() {
    return Archives.inMemory();
  }
}
