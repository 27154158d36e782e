# SPDX-License-Identifier: Apache-2.0
"""Every table's columns, as pyvo describes them from /tables, are those of TAP_SCHEMA.columns."""

from nasmyth_check import rows, same, service

for name in ("tap_obs", "tap_cat"):
    tap = service(name)
    wanted = {}
    for row in rows(
            tap, "SELECT table_name, column_name, datatype, unit, ucd, description FROM TAP_SCHEMA.columns",
            maxrec=1000000):
        key = (str(row["table_name"]).lower(), str(row["column_name"]).strip('"'))
        wanted[key] = tuple(
            "" if row[field] is None or str(row[field]) == "--" else str(row[field])
            for field in ("datatype", "unit", "ucd", "description"))
    found = {}
    for table in tap.tables.values():
        for column in table.columns:
            found[(table.name.lower(), column.name.strip('"'))] = (
                column.datatype.content, column.unit or "", column.ucd or "", column.description or "")
    same(sorted(found), sorted(wanted), name + " columns")
    for key in wanted:
        same(tuple(" ".join(text.split()) for text in found[key]),
             tuple(" ".join(text.split()) for text in wanted[key]), name + " " + ".".join(key))
    print(name, len(wanted), "columns")
