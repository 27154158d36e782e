# SPDX-License-Identifier: Apache-2.0
"""GROUP BY counts the same data sets per instrument as a query for one instrument does."""

from nasmyth_check import first, rows, same, service, true

tap = service("tap_obs")
groups = rows(tap, """
    SELECT instrument_name, COUNT(*) AS n, MIN(t_min) AS since, AVG(t_exptime) AS mean_exptime
    FROM ivoa.ObsCore GROUP BY instrument_name HAVING COUNT(*) > 0 ORDER BY n DESC, instrument_name""")
counts = [int(n) for n in groups["n"]]
true(len(groups) > 5, "there are several instruments")
same(counts, sorted(counts, reverse=True), "the order of the counts")
same(sum(counts), int(first(tap, "SELECT COUNT(*) AS n FROM ivoa.ObsCore")["n"]), "the sum of the counts")
for row in list(groups)[:3]:
    one = first(tap, "SELECT COUNT(*) AS n, MIN(t_min) AS since FROM ivoa.ObsCore "
                     "WHERE instrument_name = '%s'" % row["instrument_name"])
    same((int(one["n"]), float(one["since"])), (int(row["n"]), float(row["since"])), row["instrument_name"])
print(", ".join("%s %d" % (row["instrument_name"], row["n"]) for row in groups))
