// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenNameTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          s_ra        | s_ra
          Level       | "Level"
          size        | "size"
          2mass       | "2mass"
          _raj2000    | "_raj2000"
          flux (Jy)   | "flux (Jy)"
          5" cut      | "5"" cut"
          Größe       | "Größe"
          """)
  void irregularAndReservedNamesAreQuoted(String name, String written) {
    assertThat(WrittenName.of(name)).isEqualTo(written);
    assertThat(WrittenName.read(written)).isEqualTo(name);
  }

  @Test
  void tableNameIsWrittenPartByPart() {
    TableName name = new TableName("safcat", "my.table");

    assertThat(WrittenName.of(name)).isEqualTo("safcat.\"my.table\"");
    assertThat(WrittenName.readTable("safcat.\"my.table\"")).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"raw", "\"dbo.raw\""})
  void tableNeedsASchema(String written) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WrittenName.readTable(written))
        .withMessageContaining(written);
  }
}
