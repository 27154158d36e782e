# SPDX-License-Identifier: Apache-2.0
"""A table that was loaded from a file answers cell by cell what the file holds.

usage: compare_with_file.py TABLE FILE"""

import csv
import math
import sys

from astropy.io import fits

from nasmyth_check import rows, same, service, true


def cells_of_csv(file):
    with open(file, newline="", encoding="utf-8") as lines:
        records = list(csv.reader(lines))
    return records[0], [[None if cell == "" else cell for cell in record] for record in records[1:]]


def cells_of_fits(file):
    with fits.open(file) as hdus:
        table = next(hdu for hdu in hdus if isinstance(hdu, (fits.BinTableHDU, fits.TableHDU)))
        blanks = {column.name: column.null for column in table.columns if column.null is not None}
        names = list(table.columns.names)
        return names, [[None if name in blanks and record[name] == blanks[name] else plain(record[name])
                        for name in names] for record in table.data]


def plain(value):
    """A value as Python's own type; texts without the blanks that fill them, None for no number."""
    value = value.tolist() if hasattr(value, "tolist") else value
    if isinstance(value, str):
        return value.rstrip() or None
    if isinstance(value, float) and math.isnan(value):
        return None
    return value


def equal(found, wanted):
    """Whether a value that the service gave is the one in the file, read as the service's type."""
    if found is None or wanted is None:
        return found is None and wanted is None
    if isinstance(found, bool) and isinstance(wanted, str):
        return str(found).lower() == wanted.lower()
    if isinstance(found, (int, float)):
        return found == type(found)(wanted)
    return str(found) == str(wanted)


def value(cell, mask):
    return None if mask else plain(cell)


table, file = sys.argv[1:3]
names, wanted = cells_of_csv(file) if file.endswith(".csv") else cells_of_fits(file)

tap = service("tap_obs")
described = [str(name).strip('"') for name in rows(
    tap, "SELECT column_name FROM TAP_SCHEMA.columns WHERE table_name = '%s' ORDER BY column_index" % table,
    maxrec=100000)["column_name"]]
same(len(described), len(names), "number of columns")
for mine, theirs in zip(described, names):
    # A column without a name must be given one; all others keep theirs.
    true(mine == theirs or theirs == "", "column %r is called %r" % (theirs, mine))

order = ", ".join('"%s"' % name.replace('"', '""') for name in described)
result = rows(tap, "SELECT %s FROM %s" % (order, table), maxrec=1000000)
same(len(result), len(wanted), "number of rows")
found = []
for row in result:
    masks = row.mask if hasattr(row, "mask") and row.mask is not None else [False] * len(described)
    found.append([value(row[i], getattr(masks, "__getitem__", lambda _: False)(i)) for i in range(len(described))])

# A table has no order of its own: rows are told apart by the first column.
found.sort(key=lambda row: row[0])
wanted.sort(key=lambda row: type(found[0][0])(row[0]))
same(len({row[0] for row in found}), len(found), "number of different values in the first column")

differences = [
    "row %d, %s: file %r, service %r" % (number, described[i], want[i], have[i])
    for number, (have, want) in enumerate(zip(found, wanted))
    for i in range(len(described)) if not equal(have[i], want[i])]
true(not differences, "%d cells differ, the first:\n  %s" % (len(differences), "\n  ".join(differences[:10])))
print("%s: %d rows of %d columns are equal" % (table, len(wanted), len(names)))
