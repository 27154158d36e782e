# SPDX-License-Identifier: Apache-2.0
"""Tables that a query brings along come back as they went, and match tables of the archive, sync and async."""

import os
import tempfile
import warnings

import numpy as np
from astropy.table import MaskedColumn, Table

from nasmyth_check import same, service, true

mine = Table()
mine["id"] = np.arange(200, dtype="int32")
mine["ra"] = MaskedColumn(np.linspace(0, 359, 200), unit="deg", description="Right ascension")
mine["dec"] = MaskedColumn(np.linspace(-80, 80, 200), unit="deg")
mine["select"] = ["name %d" % i for i in range(200)]
mine["flux"] = MaskedColumn(np.arange(200, dtype="float32"), mask=np.arange(200) % 3 == 0, unit="Jy")
mine["level"] = MaskedColumn(np.arange(200, dtype="int64"), mask=np.arange(200) % 5 == 0)
mine["pair"] = np.arange(400, dtype="float64").reshape(200, 2)
mine["ra"].meta["ucd"] = "pos.eq.ra;meta.main"


def query(tap, adql, uploads, job=False):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        run = tap.run_async if job else tap.run_sync
        return run(adql, uploads=uploads, maxrec=100000).to_table()


def check(back):
    same(len(back), 200, "rows")
    same(back.colnames, mine.colnames, "columns and their order")
    for name in mine.colnames:
        wanted, found = mine[name], back[name]
        same(found.dtype.kind, wanted.dtype.kind if wanted.dtype.kind != "U" else found.dtype.kind,
             "kind of " + name)
        gap = getattr(wanted, "mask", None)
        if gap is not None and np.any(gap):
            same(list(np.ravel(found.mask)), list(np.ravel(gap)), "gaps in " + name)
        same(np.ma.asarray(found).compressed().tolist(), np.ma.asarray(wanted).compressed().tolist(),
             "values of " + name)
    same(str(back["ra"].unit), "deg", "unit")
    same(back["ra"].description, "Right ascension", "description")


for name in ("tap_obs", "tap_cat"):
    tap = service(name)
    check(query(tap, "SELECT * FROM TAP_UPLOAD.t1", {"t1": mine}))
    check(query(tap, "SELECT * FROM tap_upload.T1 ORDER BY id", {"t1": mine}, job=True))

    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "mine.xml")
        mine.write(file, format="votable")
        check(query(tap, "SELECT * FROM TAP_UPLOAD.t1", {"t1": file}))

    methods = {method.ivo_id for method in tap.upload_methods}
    true("ivo://ivoa.net/std/TAPRegExt#upload-inline" in methods, "uploads are told in capabilities")

cat = service("tap_cat")
stars = query(cat, "SELECT TOP 500 SOURCEID, RA2000, DEC2000 FROM safcat.VVV_CAT_V2 ORDER BY SOURCEID", {})
sought = Table({"ra": stars["RA2000"].filled(), "dec": stars["DEC2000"].filled() + 0.5 / 3600,
                "wanted": stars["SOURCEID"].filled()})
for condition in ("DISTANCE(t.ra, t.dec, c.RA2000, c.DEC2000) < 1 / 3600.0",
                  "1 = CONTAINS(POINT(c.RA2000, c.DEC2000), CIRCLE(t.ra, t.dec, 1 / 3600.0))"):
    for job in (False, True):
        found = query(cat, "SELECT t.wanted, c.SOURCEID FROM TAP_UPLOAD.sought AS t"
                           " JOIN safcat.VVV_CAT_V2 AS c ON " + condition, {"sought": sought}, job)
        pairs = {(int(a), int(b)) for a, b in found.iterrows()}
        true(all((int(i), int(i)) in pairs for i in sought["wanted"]), "each star finds itself")

two = query(cat, "SELECT COUNT(*) AS n FROM TAP_UPLOAD.one AS a JOIN TAP_UPLOAD.two AS b ON a.id = b.id",
            {"one": mine, "two": mine[:50]})
same(int(two["n"][0]), 50, "rows of two uploaded tables joined")
