# SPDX-License-Identifier: Apache-2.0
"""A cone search finds the right rows of a table that a user brought, by its position columns.

usage: cone_on_own_table.py TABLE"""

import sys

from nasmyth_check import rows, same, service

table = sys.argv[1]
tap = service("tap_obs")

ucds = rows(tap, "SELECT column_name, ucd FROM TAP_SCHEMA.columns WHERE table_name = '%s'" % table)
same({str(row["column_name"]) for row in ucds if str(row["ucd"]).startswith("pos.eq.")}, {"ra", "dec"},
     "columns with the position's UCDs")

# Around the Orion nebula: Alnilam and Mintaka are 4.2 and 5.2 degrees away, Rigel 5.9, Betelgeuse 13.7.
cone = rows(tap, "SELECT name FROM %s WHERE 1 = CONTAINS(POINT('ICRS', ra, dec), "
                 "CIRCLE('ICRS', 83.82, -5.39, 5.5)) ORDER BY name" % table)
same(list(cone["name"]), ["Alnilam", "Mintaka"], "bright stars within 5.5 degrees of the Orion nebula")
cone = rows(tap, "SELECT name FROM %s WHERE DISTANCE(POINT('ICRS', ra, dec), "
                 "POINT('ICRS', 83.82, -5.39)) < 10 ORDER BY name" % table)
same(list(cone["name"]), ["Alnilam", "Mintaka", "Rigel"], "within 10 degrees")
cone = rows(tap, "SELECT name FROM %s WHERE 1 = CONTAINS(POINT('ICRS', ra, dec), "
                 "CIRCLE('ICRS', 200, 90, 1))" % table)
same(list(cone["name"]), ["Polaris"], "over the pole")
