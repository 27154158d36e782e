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
import org.nasmyth.api.results.ResultDescription.Info;
import org.nasmyth.results.SampleTable;

/** The text of ECSV. */
class EcsvFormatTest {

  private static final SampleTable TABLE =
      new SampleTable(
          List.of(
              new Field("ra \"J\"", ValueType.DOUBLE, "deg", "pos.eq.ra", null, "East: \\ & #"),
              Field.of("place", ValueType.POINT),
              Field.of("seen", ValueType.BOOLEAN),
              Field.of("released", ValueType.TIMESTAMP)),
          List.of(new Info("QUERY", "SELECT a -- b\nFROM c", null), new Info("QUERY", "2", null)),
          List.of(
              new Object[] {1.5, new double[] {Double.POSITIVE_INFINITY, -1}, true, "2026\""},
              new Object[] {Double.NEGATIVE_INFINITY, null, null, null}));

  @Test
  void headerIsYamlAndRowsAreCsv() throws IOException {
    assertThat(written(new Ending.Complete()))
        .isEqualTo(
            """
            # %ECSV 1.0
            # ---
            # delimiter: ','
            # datatype:
            # - {name: "ra \\"J\\"", datatype: "float64", unit: "deg", description: "East: \\\\ & #",\
             meta: {ucd: "pos.eq.ra"}}
            # - {name: "place", datatype: string, subtype: "float64[2]", meta: {xtype: "point"}}
            # - {name: "seen", datatype: "bool"}
            # - {name: "released", datatype: "string", meta: {xtype: "timestamp"}}
            # meta:
            #   "QUERY": "SELECT a -- b\\nFROM c"
            # schema: astropy-2.0
            "ra ""J\""","place","seen","released"
            1.5,"[Infinity,-1.0]",True,"2026\"""
            -inf,,,
            """);
  }

  @Test
  void failureIsTheLastLineAndAnOverflowIsNotTold() throws IOException {
    assertThat(written(new Ending.Failed("The disk\nis full.")))
        .endsWith("\n# QUERY_STATUS=ERROR: \"The disk\\nis full.\"\n");
    assertThat(written(new Ending.Overflow("more"))).isEqualTo(written(new Ending.Complete()));
  }

  private static String written(Ending ending) throws IOException {
    return new String(TABLE.written(new EcsvFormat(), ending), UTF_8);
  }
}
