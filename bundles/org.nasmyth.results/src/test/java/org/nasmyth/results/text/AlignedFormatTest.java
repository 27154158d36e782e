// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.results.Ending;
import org.nasmyth.results.SampleTable;

/** Text for a terminal. */
class AlignedFormatTest {

  private static final List<Field> FIELDS =
      List.of(
          Field.of("n", ValueType.INT),
          Field.of("size", ValueType.DOUBLE).withUnit("arcsec"),
          Field.of("name", ValueType.UNICODE_STRING));

  @Test
  void columnsAreAsWideAsTheirValues() throws IOException {
    SampleTable table =
        SampleTable.of(
            FIELDS,
            List.of(
                new Object[] {1, 2.5, "Käufl"},
                new Object[] {-1000, null, "two\nlines"},
                new Object[] {null, 100.25, null}));

    assertThat(new String(table.written(new AlignedFormat()), UTF_8))
        .isEqualTo(
            """
                n |   size | name
                  | arcsec |\s
            ------+--------+----------
                1 |    2.5 | Käufl
            -1000 |        | two lines
                  | 100.25 |\s
            (3 rows)
            """);
  }

  @Test
  void endingIsTold() throws IOException {
    SampleTable one = SampleTable.row(FIELDS, 1, 2.0, "a");

    assertThat(
            new String(
                one.written(new AlignedFormat(), new Ending.Overflow("There is more.")), UTF_8))
        .endsWith("\n(1 row)\nThere is more.\n");
    assertThat(new String(one.written(new AlignedFormat(), new Ending.Failed("Gone.")), UTF_8))
        .endsWith("\n(1 row)\nERROR: Gone.\n");
    assertThat(new String(SampleTable.of(FIELDS, List.of()).written(new AlignedFormat()), UTF_8))
        .endsWith("+-----\n(0 rows)\n");
  }
}
