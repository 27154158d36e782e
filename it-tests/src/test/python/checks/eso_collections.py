# SPDX-License-Identifier: Apache-2.0
"""The queries that astroquery.eso and ESO's notebooks make for reduced data."""

from nasmyth_check import first, rows, same, service, true

tap = service("tap_obs")

surveys = list(rows(tap, "select distinct obs_collection from ivoa.ObsCore")["obs_collection"])
for survey in ("VVV", "MUSE", "HARPS"):
    true(survey in surveys, survey + " is a collection")

for survey in surveys[:8]:
    place = first(tap, "select top 1 s_ra, s_dec from ivoa.ObsCore where obs_collection in ('%s')" % survey)
    cone = ("select top 50 * from ivoa.ObsCore where obs_collection in ('%s') and "
            "intersects(s_region, circle('ICRS', %s, %s, 0.1775))=1 " % (survey, place["s_ra"], place["s_dec"]))
    true(len(rows(tap, cone)) > 0, "a cone in " + str(survey))

# Times are compared with quoted texts, partial dates included.
since = rows(tap, "SELECT TOP 20 dp_id, obs_release_date FROM ivoa.ObsCore WHERE obs_release_date > '2015' "
                  "ORDER BY obs_release_date")
true(all(str(when) > "2015" for when in since["obs_release_date"]), "data released after the beginning of 2015")

sizes = rows(tap, """
    -- comments stand before
    SELECT TOP 5 dp_id, em_min*1E9 min_nm, access_estsize / 1000.0 AS megabytes -- and at the end of a line
    FROM ivoa.ObsCore
    WHERE em_min IS NOT NULL AND target_name NOT LIKE 'x%'
    ORDER BY 2, 1
    -- and after it
""")
same(sizes.colnames, ["dp_id", "min_nm", "megabytes"], "names of computed columns")

derived = rows(tap, """
    SELECT s.obs_collection, s.n FROM
      (SELECT obs_collection, COUNT(*) AS n FROM ivoa.ObsCore GROUP BY obs_collection) s
    WHERE s.n > 10 ORDER BY s.n DESC""")
true(len(derived) > 0, "a derived table")

keys = rows(tap, "SELECT from_table, target_table FROM TAP_SCHEMA.keys")
true(("phase3v2.product_files", "ivoa.obscore")
     in [(str(row["from_table"]).lower(), str(row["target_table"]).lower()) for row in keys],
     "the key from product files to ObsCore is published")
