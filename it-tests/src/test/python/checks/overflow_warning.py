# SPDX-License-Identifier: Apache-2.0
"""pyvo warns of an overflow when MAXREC cuts rows off, and only then."""

import warnings

from pyvo.dal import DALOverflowWarning

from nasmyth_check import first, same, service

tap = service("tap_obs")


def rows_and_warnings(adql, **options):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        result = tap.search(adql, **options)
        return len(result), [w.category for w in caught if issubclass(w.category, DALOverflowWarning)]


same(rows_and_warnings("SELECT dp_id FROM ivoa.ObsCore", maxrec=7), (7, [DALOverflowWarning]), "MAXREC=7")
same(rows_and_warnings("SELECT TOP 7 dp_id FROM ivoa.ObsCore"), (7, []), "TOP 7")
same(rows_and_warnings("SELECT TOP 7 dp_id FROM ivoa.ObsCore", maxrec=7), (7, []), "TOP 7 and MAXREC=7")
same(rows_and_warnings("SELECT TOP 7 dp_id FROM ivoa.ObsCore", maxrec=15000000), (7, []), "TOP 7, large MAXREC")
tables = int(first(tap, "SELECT COUNT(*) AS n FROM TAP_SCHEMA.tables")["n"])
same(rows_and_warnings("SELECT table_name FROM TAP_SCHEMA.tables", maxrec=tables), (tables, []),
     "MAXREC as large as the result")
same(rows_and_warnings("SELECT table_name FROM TAP_SCHEMA.tables", maxrec=tables - 1),
     (tables - 1, [DALOverflowWarning]), "MAXREC one less than the result")
