# SPDX-License-Identifier: Apache-2.0
"""What astropy, STILTS and fitsverify make of FITS, ECSV and text: the cells, units and descriptions of the VOTable."""

import io
import os
import shutil
import subprocess
import tempfile

import requests
from astropy.io import fits
from astropy.io.votable import parse_single_table
from astropy.table import Table

from nasmyth_check import BASE, fail, same, true

QUERIES = [
    "SELECT TOP 400 obs_publisher_did, s_ra, s_dec, s_region, t_min, obs_release_date, em_xel, calib_level, snr,"
    " target_name, abmaglim FROM ivoa.ObsCore ORDER BY obs_publisher_did",
    "SELECT TOP 300 dp_id, ra, dec, exposure, ob_id, det_expid, period, prog_type, release_date, pi_coi, POINT(ra, dec)"
    " AS place FROM dbo.raw ORDER BY dp_id",
    "SELECT dp_id, ra, ob_id, s_region FROM dbo.raw WHERE 1 = 0",
]


def fetch(query, response_format, **more):
    response = requests.get(BASE + "/tap_obs/sync", timeout=60, params={
        "LANG": "ADQL", "QUERY": query, "RESPONSEFORMAT": response_format, **more})
    same(response.status_code, 200, response_format)
    return response


def cell(value):
    if isinstance(value, bytes):
        value = value.decode()
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, (list, tuple)):
        return [float("%.12g" % element) for element in value]
    text = str(value).strip()
    if text in ("--", "nan", "", "None", "masked"):
        return None
    if text in ("True", "False", "true", "false"):
        return text.lower()
    try:
        return float("%.6g" % float(text))
    except ValueError:
        return text


def cells(table):
    return [[cell(row[name]) for name in table.colnames] for row in table]


def stilts(document, kind):
    with tempfile.NamedTemporaryFile(suffix="." + kind) as file:
        file.write(document)
        file.flush()
        run = subprocess.run(["stilts", "tpipe", "in=" + file.name, "ifmt=" + kind, "ofmt=ecsv"], capture_output=True,
                             timeout=120, check=False)
        same(run.returncode, 0, "stilts on " + kind + ": " + run.stderr.decode())
        return Table.read(run.stdout.decode(), format="ascii.ecsv")


def verify(document):
    if shutil.which("fitsverify") is None:
        fail("needed: apt-get install fitsverify")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "result.fits")
        with open(path, "wb") as file:
            file.write(document)
        run = subprocess.run(["fitsverify", "-q", path], capture_output=True, timeout=60, check=False)
        true(run.stdout.decode().startswith("verification OK"), run.stdout.decode())


for query in QUERIES:
    votable = parse_single_table(io.BytesIO(fetch(query, "votable").content)).to_table(use_names_over_ids=True)
    wanted = cells(votable)

    document = fetch(query, "fits").content
    verify(document)
    table = Table.read(io.BytesIO(document), format="fits", hdu=1)
    same(table.colnames, votable.colnames, "FITS names")
    same(cells(table), wanted, "FITS in astropy")
    same([column.unit for column in table.itercols()], [column.unit for column in votable.itercols()], "FITS units")
    same(cells(stilts(document, "fits")), wanted, "FITS in STILTS")
    header = fits.open(io.BytesIO(document))[1].header
    same(header["QSTATUS"], "OK", "FITS status")
    if votable.colnames[1] == "s_ra":
        same(header["TUCD2"], "pos.eq.ra", "FITS UCD")
        same(header["TCOMM2"], votable["s_ra"].description, "FITS description")

    document = fetch(query, "ecsv").content
    table = Table.read(document.decode(), format="ascii.ecsv")
    same(table.colnames, votable.colnames, "ECSV names")
    same(cells(table), wanted, "ECSV in astropy")
    same([column.unit for column in table.itercols()], [column.unit for column in votable.itercols()], "ECSV units")
    same([column.description or "" for column in table.itercols()],
         [column.description or "" for column in votable.itercols()], "ECSV descriptions")
    same(table.meta["QUERY"], query, "ECSV query")
    same(cells(stilts(document, "ecsv")), wanted, "ECSV in STILTS")

lines = fetch(QUERIES[0], "text").text.split("\n")
same(lines[-2], "(400 rows)", "end of text")
same([name.strip() for name in lines[0].split(" | ")][:3], ["obs_publisher_did", "s_ra", "s_dec"], "text names")
same([unit.strip() for unit in lines[1].split(" | ")][1:3], ["deg", "deg"], "text units")
same(len({line.index(" | ") for line in lines[:1] + lines[3:-2]}), 1, "text columns that begin in one place")

# What was cut off says so.
QUERY = "SELECT dp_id, ra FROM dbo.raw"
same(fits.open(io.BytesIO(fetch(QUERY, "fits", MAXREC=5).content))[1].header["QSTATUS"], "OVERFLOW", "FITS overflow")
document = fetch(QUERY, "ecsv", MAXREC=5).text
same(len(Table.read(document, format="ascii.ecsv")), 5, "rows of an ECSV that was cut off")
same(len(stilts(document.encode(), "ecsv")), 5, "rows of an ECSV that was cut off in STILTS")
true("cut off after 5 rows" in fetch(QUERY, "text", MAXREC=5).text, "text overflow")
same(fetch(QUERY, "json", MAXREC=5).json()["info"][0]["value"], "OVERFLOW", "JSON overflow")
true('role="status">The result was cut off after 5 rows' in fetch(QUERY, "html", MAXREC=5).text, "HTML overflow")
