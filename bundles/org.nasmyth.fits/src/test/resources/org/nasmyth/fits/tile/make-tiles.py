#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Makes tiles.zip: images that cfitsio compressed (fpack), and the pixels that it reads from them (fitscopy).

Needs python3-astropy and libcfitsio-bin. Run in this folder.
"""
import os
import subprocess
import tempfile
import zipfile

import numpy as np
from astropy.io import fits

rng = np.random.default_rng(7)
y, x = np.mgrid[0:31, 0:43]
sky = 1000 + 300 * np.sin(x / 9) * np.cos(y / 11) + rng.normal(0, 10, x.shape)
holes = sky.astype("f4")
holes[4:9, 5:20] = np.nan
holes[15:20] = 0
cube = rng.normal(100, 5, (6, 10, 12))
mask = (rng.random(x.shape) > 0.8) * rng.integers(0, 9000, x.shape)

exact = {"rice": "-r", "gzip1": "-g1", "gzip2": "-g2", "hcomp": "-h -s 0", "hcomplossy": "-h -s 4",
         "ricetiles": "-r -t 20,10", "gziptiles": "-g1 -t 17,9", "hcomptiles": "-h -s 0 -t 20,8"}
real = {"rice": "-r -q 4", "nodither": "-r -q0 4", "dither2": "-r -qz 4", "gzip1": "-g1 -q 0", "gzip2": "-g2 -q 0",
        "gzip2quant": "-g2 -q 4", "hcomp": "-h -s 0 -q 4", "ricetiles": "-r -q 4 -t 20,10", "dither2tiles": "-r -qz 4 -t 17,9"}
images = [
    ("u1", (sky / 8).clip(0, 255).astype("u1"), exact),
    ("i2", sky.astype("i2"), exact),
    ("i4", (sky * 1000).astype("i4"), exact),
    ("u2", (sky * 40).astype("u2"), {"rice": "-r", "plio": "-p"}),
    ("noise2", rng.integers(-32768, 32767, (9, 70)).astype("i2"), {"rice": "-r", "gzip2": "-g2"}),
    ("noise4", rng.integers(-2**31, 2**31 - 1, (9, 70)).astype("i4"), {"rice": "-r"}),
    ("mask", mask.astype("i2"), {"plio": "-p"}),
    ("mask4", (mask * 50).astype("i4"), {"plio": "-p"}),
    ("f4", holes, real),
    ("f8", holes.astype("f8"), real),
    ("cubef4", cube.astype("f4"), {"rice": "-r -q 8", "ricetiles": "-r -q 8 -t 5,4,3", "gzip2": "-g2 -q 0 -t 5,10,6"}),
    ("cubei2", (cube * 10).astype("i2"), {"rice": "-r", "ricetiles": "-r -t 5,4,3", "hcomp": "-h -s 0 -t 6,5,1"}),
]

with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile("tiles.zip", "w", zipfile.ZIP_DEFLATED) as out:
    for name, pixels, ways in images:
        plain = os.path.join(folder, name + ".fits")
        hdu = fits.ImageHDU(pixels)
        hdu.header["CTYPE1"] = "RA---TAN"
        hdu.header["CRPIX1"] = 20.5
        hdu.header["HIERARCH ESO DET CHIP1 ID"] = "CCD-50"
        fits.HDUList([fits.PrimaryHDU(), hdu]).writeto(plain)
        for way, options in ways.items():
            entry = f"{name}-{way}"
            packed = os.path.join(folder, entry + ".fits")
            unpacked = os.path.join(folder, entry + ".plain.fits")
            subprocess.run(["fpack", *options.split(), "-O", packed, plain], check=True)
            box = ",".join(f"1:{n}" for n in reversed(pixels.shape))
            subprocess.run(["fitscopy", f"{packed}[1][{box}]", unpacked], check=True)
            with fits.open(unpacked, do_not_scale_image_data=True) as copied:
                data = np.ascontiguousarray(copied[-1].data)
                data = data.astype(data.dtype.newbyteorder(">"))
            for suffix, content in ((".fits", open(packed, "rb").read()), (".pixels", data.tobytes())):
                info = zipfile.ZipInfo(entry + suffix, (2026, 1, 1, 0, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                out.writestr(info, content)
