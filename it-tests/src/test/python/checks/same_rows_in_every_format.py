# SPDX-License-Identifier: Apache-2.0
"""All formats tell the same rows."""

import csv
import io

import requests
from astropy.io.votable import parse_single_table

from nasmyth_check import BASE, same, true

QUERY = ("SELECT TOP 300 dp_id, instrument, ra, dec, exposure, ob_id, det_expid, prog_type, release_date, object "
         "FROM dbo.raw ORDER BY dp_id")


def fetch(response_format):
    response = requests.get(BASE + "/tap_obs/sync", timeout=60, params={
        "REQUEST": "doQuery", "LANG": "ADQL", "QUERY": QUERY, "RESPONSEFORMAT": response_format})
    same(response.status_code, 200, response_format)
    return response


def votable(response_format):
    table = parse_single_table(io.BytesIO(fetch(response_format).content)).to_table(use_names_over_ids=True)
    return [[None if cell is None or str(cell) in ("--", "nan", "") else cell for cell in row] for row in table]


def text(response_format, dialect):
    lines = list(csv.reader(io.StringIO(fetch(response_format).text), dialect))
    return lines[0], [[cell if cell != "" else None for cell in line] for line in lines[1:]]


def as_numbers(rows, types):
    return [[None if cell is None else kind(cell) for cell, kind in zip(row, types)] for row in rows]


binary2 = votable("votable")
same(len(binary2), 300, "rows")
for serialisation in ("BINARY2", "BINARY", "TABLEDATA"):
    media_type = "application/x-votable+xml;serialization=" + serialisation
    same(votable(media_type), binary2, serialisation)

types = [next((type(row[i].item()) if hasattr(row[i], "item") else str for row in binary2 if row[i] is not None), str)
         for i in range(len(binary2[0]))]
wanted = as_numbers([[cell if cell is None else str(cell) for cell in row] for row in binary2], types)

header, comma_rows = text("csv", csv.excel)
same(as_numbers(comma_rows, types), wanted, "CSV")
tab_header, tab_rows = text("tsv", csv.excel_tab)
same(as_numbers(tab_rows, types), wanted, "TSV")
same(tab_header, header, "TSV header")

json = fetch("json").json()
same([column["name"] for column in json["metadata"]], header, "JSON metadata")
same(as_numbers([[cell if cell is None else str(cell) for cell in row] for row in json["data"]], types), wanted, "JSON")
true(all(row[2] is None or isinstance(row[2], float) for row in json["data"]), "JSON has numbers as numbers")
