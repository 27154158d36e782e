// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms in which ESO's users and clients write their queries. */
class EsoQueriesTest {

  private static final AdqlParser PARSER = new AdqlParser(AdqlDialect.EXTENDED);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select top 51 * from ivoa.ObsCore where obs_collection in ('AMBRE', 'HARPS') and s_dec < 10"
            + " and intersects(s_region, circle('ICRS', 266.4, -29, 0.0041))=1 order by t_min desc ",
        "select count(*) from ist.MiDi where date_obs > '2015'",
        "select distinct obs_collection from ivoa.ObsCore",
        "select column_name, datatype, unit, xtype from TAP_SCHEMA.columns where table_name = 'ist.MUSE'",
        "select table_name from TAP_SCHEMA.tables where schema_name='ist' order by table_name",
        "SELECT dp_id FROM ivoa.Obscore WHERE 1 = INTERSECTS(s_region, POLYGON('J2000', 13.0,-71.6, 14.8,-71.5,"
            + " 15.2,-71.3, 16.0,-71.1))",
        "SELECT dp_id FROM dbo.raw WHERE CONTAINS(s_region, CIRCLE('', 1, -2, .1))=1 AND exp_start BETWEEN"
            + " '2024-12-31' AND '2025-01-01 12:00:00'",
        "SELECT s_ra FROM (SELECT * FROM ivoa.ObsCore WHERE snr > 500) J, ivoa.ObsCore H"
            + " WHERE INTERSECTS(J.s_region, H.s_region)=1"
            + " AND ESO_INTERSECTION(J.s_region,H.s_region) > 0.8*AREA(J.s_region)",
        "SELECT * FROM asm.meteo_paranal WHERE midpoint_date BETWEEN"
            + " eso_dateadd_sec(-2700.0, '2019-06-06T09:55:27') AND GETDATE()",
        "SELECT ESO_SUBSTRING(dp_id, 1, 4) x, sqrt(power(em_min, 2)), em_min*1E9 wmin, access_estsize / 1000.0 AS mb"
            + " FROM ivoa.ObsCore",
        "SELECT product_files.product_id FROM phase3v2.product_files WHERE product_files.category NOT LIKE 'ANC%'",
        "SELECT a.table_name FROM TAP_SCHEMA.tables a LEFT OUTER JOIN TAP_SCHEMA.tables b"
            + " ON a.cat_id = b.cat_id AND a.version < b.version WHERE b.version IS NULL",
        "SELECT table_name, column_name FROM TAP_SCHEMA.columns ORDER BY table_name, column_name, 1, 3, 2",
        "SELECT J.*, \"Level\" FROM PESSTO_TRAN_CAT_fits_V2 J",
        "SELECT start_date, ra, * FROM asm.lhatpros_paranal_profiles",
        "SELECT obs_collection, COUNT(*) NumProducts FROM ivoa.ObsCore WHERE dp_id IN (SELECT dp_id FROM dbo.raw)"
            + " GROUP BY obs_collection HAVING COUNT(*) > 400 ORDER BY 2 DESC, 1; ",
        "-- Use case name: 'obs tap_schema 1'\n\nSELECT table_name -- description\nFROM TAP_SCHEMA.tables\n\n-- The end",
      })
  void areUnderstood(String query) {
    assertThatCode(() -> PARSER.parse(query)).doesNotThrowAnyException();
  }
}
