// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query;

import java.util.List;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.results.ResultDescription;

/** Says what a result is about once its columns are known. */
@FunctionalInterface
public interface ResultDescriber {

  /** Tells of the columns and nothing else. */
  ResultDescriber PLAIN = fields -> new ResultDescription(fields, List.of(), null);

  /**
   * Describes a result.
   *
   * @param fields its columns
   */
  ResultDescription describe(List<Field> fields);
}
