// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest.mapping;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the value of a column comes from. Immutable. */
sealed interface Rule {

  /**
   * The value for a file.
   *
   * @return a String, Number or Boolean; null for none
   * @throws MappingException if it cannot be computed
   */
  @Nullable Object of(Variables file) throws MappingException;

  /**
   * The first of some keywords that has a value.
   *
   * @param keywords in order
   * @param otherwise if none has
   */
  record Keywords(List<String> keywords, @Nullable Object otherwise) implements Rule {
    @Override
    public @Nullable Object of(Variables file) {
      for (String keyword : keywords) {
        Object value = file.keyword(keyword);
        if (value != null) {
          return value;
        }
      }
      return otherwise;
    }
  }

  /**
   * The same for all files.
   *
   * @param value a String, Number or Boolean; null for none
   */
  record Constant(@Nullable Object value) implements Rule {
    @Override
    public @Nullable Object of(Variables file) {
      return value;
    }
  }

  /**
   * Computed.
   *
   * @param formula what is computed
   * @param otherwise if that gives nothing
   */
  record Computed(Formula formula, @Nullable Object otherwise) implements Rule {
    @Override
    public @Nullable Object of(Variables file) throws MappingException {
      Object value = formula.value(file);
      return value == null ? otherwise : value;
    }
  }
}
