# SPDX-License-Identifier: Apache-2.0
"""The queries that astroquery.eso makes for instruments, in its own words and with the counts it relies on."""

import warnings

from nasmyth_check import first, rows, same, service, true

tap = service("tap_obs")

tables = rows(tap, "select table_name from TAP_SCHEMA.tables where schema_name='ist' order by table_name")
instruments = [str(name).split(".")[1] for name in tables["table_name"] if "apex_quicklooks" not in str(name)]
for instrument in ("muse", "hawki", "apex", "sinfoni", "uves", "xshooter", "midi"):
    true(instrument in instruments, instrument + " is an instrument")

columns = rows(tap, "select column_name, datatype, unit, xtype from TAP_SCHEMA.columns where table_name = 'ist.muse'")
true({"dp_id", "s_region", "ra", "dec"} <= set(columns["column_name"]), "help lists the columns of ist.muse")

for instrument in instruments:
    found = rows(tap, "select top 3 dp_id, s_region from ist.%s" % instrument)
    true(len(found) > 0, instrument + " has rows")
    place = first(tap, "select top 1 ra, dec from ist.%s where ra is not null" % instrument)
    cone = ("select top 50 * from ist.%s where intersects(s_region, circle('ICRS', %s, %s, 0.1775))=1 "
            % (instrument, place["ra"], place["dec"]))
    true(len(rows(tap, cone)) > 0, "a cone in ist." + instrument)

for mixed in ("ist.MiDi", "ist.MUSE", "IST.muse"):
    true(len(rows(tap, "select top 1 * from %s" % mixed)) == 1, mixed)

# astroquery asks for one row more than its limit, to see whether there are more.
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    for limit in (5, 7):
        same(len(tap.search("select * from dbo.raw", maxrec=limit + 1)), limit + 1, "MAXREC=%d" % (limit + 1))
same(len(rows(tap, "select top 5 * from dbo.raw", maxrec=15000000)), 5, "top 5 with the largest MAXREC")

kinds = rows(tap, "select distinct dp_cat from dbo.raw")
true("SCIENCE" in list(kinds["dp_cat"]), "there are science frames")
filtered = rows(tap, "select top 50 dp_id, dp_cat, exposure from dbo.raw "
                     "where dp_cat in ('SCIENCE', 'CALIB') and exposure > 10 order by exposure desc ")
true(all(row["exposure"] > 10 for row in filtered), "the condition on exposure")
same(list(filtered["exposure"]), sorted(filtered["exposure"], reverse=True), "the order by exposure")

counted = rows(tap, "select count(*) from dbo.raw where dp_cat = 'SCIENCE'")
same(len(counted), 1, "a count is one row")
true(int(counted[0][0]) > 0, "science frames are counted")

same(len(rows(tap, "select * from dbo.raw where dp_id = 'no such frame'")), 0, "a query that finds nothing")

quicklooks = first(tap, "select top 1 project_id from ist.apex_quicklooks")
true(len(rows(tap, "select * from ist.apex_quicklooks where project_id = '%s'" % quicklooks["project_id"])) > 0,
     "quicklooks by project")
