# SPDX-License-Identifier: Apache-2.0
"""Thinks of pieces to cut out of FITS files, by what astropy makes of their headers.

    ask.py SEED COUNT LIST

LIST holds names of files. Writes one request a line: file, region and band, divided by tabulators; a region is the
three numbers of a circle, a band two wavelengths in metres, and a minus sign stands for none."""

import random
import sys
import warnings

import numpy as np
from astropy.io import fits
from astropy.wcs import WCS

warnings.simplefilter("ignore")
LIGHT = 299792458.0
SPECTRAL_UNITS = {"nm": 1e-9, "Angstrom": 1e-10, "um": 1e-6, "m": 1.0}


def celestial(hdu, hdus):
    """The sky of an image, or none."""
    try:
        wcs = WCS(hdu.header, hdus).celestial
    except Exception:  # astropy refuses some headers that others read
        return None
    return wcs if wcs.naxis == 2 and wcs.wcs.ctype[0][5:] else None


def circle(dice, hdu, hdus):
    """Somewhere on an image, from much less than a pixel to a third of it."""
    wcs = celestial(hdu, hdus)
    if wcs is None:
        return None
    ny, nx = hdu.shape[-2], hdu.shape[-1]
    sky = wcs.pixel_to_world(dice.uniform(0, nx - 1), dice.uniform(0, ny - 1)).icrs
    if not np.isfinite(sky.ra.deg) or not np.isfinite(sky.dec.deg):
        return None
    side = np.sqrt(abs(np.linalg.det(wcs.pixel_scale_matrix)))
    radius = side * np.exp(dice.uniform(-2, np.log(max(2, min(nx, ny) / 3))))
    return "%.12f %.12f %.9g" % (sky.ra.deg, sky.dec.deg, min(90, radius))


def wavelengths(hdu, hdus):
    """The least and the largest wavelength of a cube or of a spectrum, about; none if there are none."""
    if isinstance(hdu, fits.BinTableHDU) and not isinstance(hdu, fits.CompImageHDU):
        unit = SPECTRAL_UNITS.get(hdu.columns[0].unit)
        if unit and str(hdu.header.get("TUCD1", "")).startswith("em.wl"):
            values = np.ravel(hdu.data.field(0)) * unit
            return values.min(), values.max()
        return None
    try:
        wcs = WCS(hdu.header, hdus).spectral
        if wcs.naxis != 1:
            return None
        low, high = wcs.all_pix2world([0, hdu.data.shape[-3 if hdu.data.ndim > 2 else -1] - 1], 0)[0]
        kind = wcs.wcs.ctype[0][:4]
    except Exception:
        return None
    if kind == "FREQ":
        return tuple(sorted((LIGHT / low, LIGHT / high)))
    return (low, high) if kind in ("WAVE", "AWAV") and low > 0 else None


def band(dice, hdu, hdus):
    covered = wavelengths(hdu, hdus)
    if covered is None:
        return None
    low = dice.uniform(covered[0], covered[1])
    high = low + dice.random() ** 2 * (covered[1] - low)
    return "%.15g %.15g" % (low, high)


def sources(dice, hdu):
    names = [name.lower() for name in getattr(getattr(hdu, "columns", None), "names", None) or []]
    if "ra" not in names or "dec" not in names or len(hdu.data) == 0:
        return None
    row = hdu.data[dice.randrange(len(hdu.data))]
    return "%.12f %.12f %.9g" % (row["ra"], row["dec"], 10 ** dice.uniform(-4, 0))


def ask(dice, name):
    with fits.open(name) as hdus:
        hdu = dice.choice([h for h in hdus if h.data is not None] or [hdus[0]])
        if hdu.data is None:
            return None
        image = hdu.is_image or isinstance(hdu, fits.CompImageHDU)
        region = circle(dice, hdu, hdus) if image and hdu.data.ndim > 1 else sources(dice, hdu)
        wanted = band(dice, hdu, hdus)
    if region and wanted:
        kind = dice.randrange(3)
        region, wanted = (region if kind != 0 else None), (wanted if kind != 1 else None)
    return (region, wanted) if region or wanted else None


def main():
    dice = random.Random(int(sys.argv[1]))
    with open(sys.argv[3]) as listed:
        names = [line.strip() for line in listed if line.strip()]
    made = 0
    for attempt in range(8 * int(sys.argv[2])):
        name = names[attempt % len(names)]
        asked = ask(dice, name)
        if asked:
            print("\t".join([name, asked[0] or "-", asked[1] or "-"]))
            made += 1
            if made == int(sys.argv[2]):
                break


main()
