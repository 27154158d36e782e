# SPDX-License-Identifier: Apache-2.0
"""The queries that astroquery.eso makes for catalogues."""

from nasmyth_check import rows, same, service, true

tap = service("tap_cat")

everything = rows(tap, "SELECT table_name, cat_id, title, version, publication_date, collection "
                       "FROM TAP_SCHEMA.tables WHERE cat_id IS NOT NULL")
latest = rows(tap, """
    SELECT t1.cat_id AS cat_id FROM TAP_SCHEMA.tables t1
    LEFT OUTER JOIN TAP_SCHEMA.tables t2 ON (t1.title = t2.title AND t1.version < t2.version)
    WHERE t2.title IS NULL AND t1.cat_id IS NOT NULL""")
same(len(latest), 5, "catalogues in their latest version")
true(len(everything) > 5, "there are older versions")

names = [str(name) for name in everything["table_name"]]
for name in names:
    table = name.split(".")[-1]
    found = rows(tap, "select top 5 * from safcat.%s" % table)
    same(len(found), 5, table)
    columns = rows(tap, "SELECT column_name, datatype, ucd FROM TAP_SCHEMA.columns "
                        "WHERE table_name = '%s'" % name)
    same(len(columns), len(found.colnames), "columns of " + table)
    main = {str(row["ucd"]): str(row["column_name"]) for row in columns}
    if "pos.eq.ra;meta.main" in main:
        ra, dec = main["pos.eq.ra;meta.main"], main["pos.eq.dec;meta.main"]
        cone = rows(tap, "select top 50 * from safcat.%s where CONTAINS(POINT('', %s, %s), "
                         "CIRCLE('', %s, %s, 1))=1" % (table, ra, dec, found[ra][0], found[dec][0]))
        true(len(cone) > 0, "a cone in " + table)

# Tables are found without their schema too, as older clients write them.
true(len(rows(tap, "SELECT TOP 1 * FROM " + names[0].split(".")[-1])) == 1, "a table without its schema")

level = rows(tap, "SELECT table_name FROM TAP_SCHEMA.columns WHERE column_name IN ('Level', '\"Level\"')")
true(len(level) > 0, "a column is named Level")
same(rows(tap, 'SELECT TOP 1 "Level" FROM %s' % level["table_name"][0]).colnames, ["Level"], "a delimited name")
