// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import java.util.List;
import org.nasmyth.fits.cut.HeaderEdit;

/** Several changes of one header. */
final class HeaderEdits {

  private HeaderEdits() {}

  /** All of them, one after the other. */
  static HeaderEdit all(List<HeaderEdit> edits) {
    List<HeaderEdit> fixed = List.copyOf(edits);
    return editor -> {
      for (HeaderEdit edit : fixed) {
        edit.apply(editor);
      }
    };
  }
}
