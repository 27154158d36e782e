# SPDX-License-Identifier: Apache-2.0
"""The list of tables that pyvo reads from /tables is the one that TAP_SCHEMA holds."""

from nasmyth_check import rows, same, service, true

for name, expected in (("tap_obs", "ivoa.obscore"), ("tap_cat", "tap_schema.tables")):
    tap = service(name)
    listed = sorted(str(table).lower() for table in tap.tables.keys())
    queried = sorted(
        str(table).lower()
        for table in rows(tap, "SELECT table_name FROM TAP_SCHEMA.tables")["table_name"])
    same(listed, queried, name + " tables")
    true(expected in listed, name + " lists " + expected)
    print(name, len(listed), "tables")
