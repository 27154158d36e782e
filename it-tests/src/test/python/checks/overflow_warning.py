# SPDX-License-Identifier: Apache-2.0
"""The result says so when MAXREC cuts rows off, and only then; a pyvo that can warn of it does."""

import warnings

import pyvo

from nasmyth_check import first, same, service

# Debian 12's pyvo 1.2.1 has no such warning yet.
OverflowWarning = getattr(pyvo.dal, "DALOverflowWarning", None)
tap = service("tap_obs")


def rows_and_overflow(adql, **options):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        result = tap.search(adql, **options)
    status = [info.value for resource in result.votable.resources for info in resource.infos
              if info.name == "QUERY_STATUS"]
    overflow = status[-1] == "OVERFLOW"
    if OverflowWarning:
        same(any(issubclass(w.category, OverflowWarning) for w in caught), overflow, "pyvo's warning")
    return len(result), overflow


same(rows_and_overflow("SELECT dp_id FROM ivoa.ObsCore", maxrec=7), (7, True), "MAXREC=7")
same(rows_and_overflow("SELECT TOP 7 dp_id FROM ivoa.ObsCore"), (7, False), "TOP 7")
same(rows_and_overflow("SELECT TOP 7 dp_id FROM ivoa.ObsCore", maxrec=7), (7, False), "TOP 7 and MAXREC=7")
same(rows_and_overflow("SELECT TOP 7 dp_id FROM ivoa.ObsCore", maxrec=15000000), (7, False), "TOP 7, large MAXREC")
tables = int(first(tap, "SELECT COUNT(*) AS n FROM TAP_SCHEMA.tables")["n"])
same(rows_and_overflow("SELECT table_name FROM TAP_SCHEMA.tables", maxrec=tables), (tables, False),
     "MAXREC as large as the result")
same(rows_and_overflow("SELECT table_name FROM TAP_SCHEMA.tables", maxrec=tables - 1), (tables - 1, True),
     "MAXREC one less than the result")
print("pyvo", pyvo.__version__, "warns" if OverflowWarning else "has no warning; the result's mark was read instead")
