// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tap;

import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.Catalogue;
import org.nasmyth.dali.TableSetDocument;
import org.nasmyth.dali.TableSetDocument.Detail;

/** The documents of {@code /tables}, made once for each catalogue. Safe for any thread. */
final class TableSets {

  private static final class Made {
    private final Catalogue of;
    private final byte[] document;

    Made(Catalogue of, byte[] document) {
      this.of = of;
      this.document = document;
    }
  }

  private volatile @Nullable Made min;
  private volatile @Nullable Made max;

  /** The document; not to be changed. */
  byte[] document(Catalogue catalogue, Detail detail) {
    Made made = detail == Detail.MIN ? min : max;
    if (made == null || made.of != catalogue) {
      made = new Made(catalogue, TableSetDocument.of(catalogue, detail));
      if (detail == Detail.MIN) {
        min = made;
      } else {
        max = made;
      }
    }
    return made.document;
  }
}
