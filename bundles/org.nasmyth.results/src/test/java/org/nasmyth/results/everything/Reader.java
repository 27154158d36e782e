// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.everything;

import java.util.List;
import org.nasmyth.api.metadata.Field;

/** Reads a written table by a library that is not ours. */
@FunctionalInterface
interface Reader {

  /**
   * Reads all rows.
   *
   * @param fields what was written
   * @return rows of Boolean, Number, String, arrays and Lists; null for NULL
   */
  List<Object[]> read(byte[] document, List<Field> fields) throws Exception;
}
