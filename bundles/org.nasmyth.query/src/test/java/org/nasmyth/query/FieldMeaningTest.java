// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nasmyth.api.metadata.Field;

/** What is known of a column is known of what a query makes of it, as far as it stays true. */
class FieldMeaningTest {

  @Test
  void aColumnKeepsItsMeaningUnderAnyNameAndThroughSubQueries() throws Exception {
    Field direct = field("SELECT s_ra FROM ivoa.ObsCore");
    assertThat(direct.description()).isEqualTo("Right ascension");
    assertThat(direct.utype()).isNotNull();
    assertThat(field("SELECT s_ra AS x FROM ivoa.ObsCore")).isEqualTo(direct.withName("x"));
    assertThat(field("SELECT q.y FROM (SELECT s_ra AS y FROM ivoa.ObsCore) q"))
        .isEqualTo(direct.withName("y"));
    assertThat(
            field(
                "WITH c AS (SELECT s_ra FROM ivoa.ObsCore) SELECT a.* FROM c a JOIN c b USING (s_ra)"))
        .isEqualTo(direct);
    assertThat(field("SELECT s_ra FROM ivoa.ObsCore UNION SELECT ra FROM dbo.raw"))
        .isEqualTo(direct);
  }

  @ParameterizedTest(name = "{0}: unit {1}, UCD {2}")
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      value = {
        "MIN(s_ra)                     | deg    | pos.eq.ra;stat.min",
        "MAX(em_max)                   | m      | em.wl;stat.max",
        "AVG(s_ra)                     | deg    | pos.eq.ra;stat.mean",
        "SUM(access_estsize)           | kbyte  | -",
        "COUNT(s_ra)                   | -      | meta.number",
        "s_ra + s_dec                  | deg    | -",
        "s_ra - 0.5                    | deg    | -",
        "s_ra + em_min                 | -      | -",
        "em_min * 1E9                  | -      | -",
        "em_min / em_max               | -      | -",
        "-s_ra                         | deg    | -",
        "ABS(s_dec)                    | deg    | -",
        "MOD(s_ra, 360)                | deg    | -",
        "COALESCE(em_min, 0)           | m      | em.wl;stat.min",
        "RADIANS(s_ra)                 | rad    | -",
        "SQRT(s_ra)                    | -      | -",
        "AREA(s_region)                | deg**2 | -",
        "DISTANCE(s_ra, s_dec, 1, 2)   | deg    | -",
        "POINT(s_ra, s_dec)            | deg    | -",
        "CAST(s_ra AS REAL)            | deg    | pos.eq.ra",
        "CAST(s_ra AS VARCHAR)         | -      | pos.eq.ra",
        "IN_UNIT(em_min, 'nm')         | nm     | em.wl;stat.min",
        "IN_UNIT(s_ra + 1, 'arcsec')   | arcsec | -",
        "IN_UNIT(IN_UNIT(em_max, 'nm'), 'um') | um | em.wl;stat.max",
        "CASE WHEN snr > 1 THEN em_min ELSE em_max END | m | -",
      })
  void whatIsComputedHasTheUnitThatIsRight(String expression, String unit, String ucd)
      throws Exception {
    Field field = field("SELECT " + expression + " AS x FROM ivoa.ObsCore");
    assertThat(field.unit()).isEqualTo(unit);
    assertThat(field.ucd()).isEqualTo(ucd);
  }

  private static Field field(String adql) throws Exception {
    return QuerySession.overAll().bound(adql).fields().get(0);
  }
}
