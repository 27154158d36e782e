# SPDX-License-Identifier: Apache-2.0
"""Thinks of pieces to cut out of FITS files, by what astropy makes of their headers.

    ask.py SEED COUNT LIST

LIST holds names of files. Writes one request a line: file, region, band, time and pixels, divided by tabulators. A
region is the three numbers of a circle, a band two wavelengths in metres, a time two modified Julian dates, pixels are
the number of an extension and the first and last pixel of each axis; a minus sign stands for none."""

import random
import sys
import warnings

import numpy as np
from astropy.io import fits
from astropy.wcs import WCS

warnings.simplefilter("ignore")
LIGHT = 299792458.0
LOOKUPS = ("WCSDVARR", "D2IMARR")
SPECTRAL_UNITS = {"nm": 1e-9, "Angstrom": 1e-10, "um": 1e-6, "m": 1.0}


def is_image(hdu):
    return hdu.is_image or isinstance(hdu, fits.CompImageHDU)


def celestial(hdu, hdus):
    """The sky of an image, or none."""
    try:
        wcs = WCS(hdu.header, hdus).celestial
    except Exception:  # astropy refuses some headers that others read
        return None
    return wcs if wcs.naxis == 2 and wcs.wcs.ctype[0][5:] else None


def wavelengths(hdu, hdus):
    """The least and the largest wavelength of a cube or of a spectrum, about; none if there are none."""
    if not is_image(hdu):
        unit = SPECTRAL_UNITS.get(hdu.columns[0].unit)
        if unit and str(hdu.header.get("TUCD1", "")).startswith("em.wl"):
            values = np.ravel(hdu.data.field(0)) * unit
            return values.min(), values.max()
        return None
    try:
        wcs = WCS(hdu.header, hdus)
        kinds = [kind // 1000 for kind in wcs.wcs.axis_types]
        axis = kinds.index(3) if 3 in kinds else -1
        if axis < 0:
            axis = [str(kind).strip() for kind in wcs.wcs.ctype].index("LINEAR")
        length = hdu.data.shape[hdu.data.ndim - 1 - axis]
        ends = np.zeros((2, wcs.naxis))
        ends[1, axis] = length - 1
        low, high = wcs.all_pix2world(ends, 0)[:, axis]
        kind = wcs.wcs.ctype[axis][:4]
        low, high = low * SPECTRAL_UNITS.get(str(wcs.wcs.cunit[axis]), 1.0), high * SPECTRAL_UNITS.get(
            str(wcs.wcs.cunit[axis]), 1.0)
    except Exception:
        return None
    if kind == "FREQ":
        return tuple(sorted((LIGHT / low, LIGHT / high)))
    return (low, high) if kind in ("WAVE", "AWAV", "LINE") and low > 0 else None


class Asked:
    """A file, and what can be asked of it."""

    def __init__(self, name):
        self.hdus = fits.open(name, memmap=False)
        self.with_data = [hdu for hdu in self.hdus
                          if hdu.data is not None and np.size(hdu.data) and hdu.name not in LOOKUPS]
        self.skies = {id(hdu): celestial(hdu, self.hdus) for hdu in self.with_data if is_image(hdu)}
        self.bands = {id(hdu): wavelengths(hdu, self.hdus) for hdu in self.with_data}

    def circle(self, dice, hdu):
        """Somewhere on an image, from much less than a pixel to a third of it; or about a source of a table."""
        if not is_image(hdu):
            names = [name.lower() for name in hdu.columns.names]
            if "ra" not in names or "dec" not in names:
                return None
            row = hdu.data[dice.randrange(len(hdu.data))]
            return "%.12f %.12f %.9g" % (row["ra"], row["dec"], 10 ** dice.uniform(-4, 0))
        wcs = self.skies[id(hdu)]
        if wcs is None or hdu.data.ndim < 2:
            return None
        ny, nx = hdu.shape[-2], hdu.shape[-1]
        try:
            sky = wcs.pixel_to_world(dice.uniform(0, nx - 1), dice.uniform(0, ny - 1)).icrs
        except Exception:
            return None
        if not np.isfinite(sky.ra.deg) or not np.isfinite(sky.dec.deg):
            return None
        side = np.sqrt(abs(np.linalg.det(wcs.pixel_scale_matrix)))
        radius = side * np.exp(dice.uniform(-2, np.log(max(2, min(nx, ny) / 3))))
        return "%.12f %.12f %.9g" % (sky.ra.deg, sky.dec.deg, min(90, radius))

    def band(self, dice, hdu):
        covered = self.bands[id(hdu)]
        if covered is None:
            return None
        low = dice.uniform(covered[0], covered[1])
        high = low + dice.random() ** 2 * (covered[1] - low)
        return "%.15g %.15g" % (low, high)

    def time(self, dice, hdu):
        names = [] if is_image(hdu) else hdu.columns.names
        if "MJD" in names:
            days = hdu.data["MJD"]
        elif "MJDREFI" in hdu.header and "TIME" in names:
            days = hdu.header["MJDREFI"] + hdu.data["TIME"] / 86400.0
        else:
            return None
        low = dice.uniform(days.min(), days.max())
        return "%.12f %.12f" % (low, low + dice.random() ** 2 * (days.max() - low))

    def pixels(self, dice, hdu):
        if not is_image(hdu):
            return None
        ends = []
        for length in reversed(hdu.data.shape):
            first = dice.randint(1, length)
            ends += [first, dice.randint(first, length)]
        return " ".join(str(one) for one in [self.hdus.index_of(hdu)] + ends)

    def ask(self, dice):
        """One to two of the four."""
        if not self.with_data:
            return None
        hdu = dice.choice(self.with_data)
        ways = [self.circle, self.band, self.time]
        asked = [None, None, None, None]
        for way in dice.sample(range(3), 3):
            if not any(asked) or dice.random() < 0.6:
                asked[way] = ways[way](dice, hdu)
        if not any(asked) or dice.random() < 0.1:
            asked = [None, None, None, self.pixels(dice, hdu)]
        return asked if any(asked) else None


def main():
    dice = random.Random(int(sys.argv[1]))
    with open(sys.argv[3]) as listed:
        names = [line.strip() for line in listed if line.strip()]
    files = {}
    made = 0
    for attempt in range(8 * int(sys.argv[2])):
        name = names[attempt % len(names)]
        if name not in files:
            files[name] = Asked(name)
        asked = files[name].ask(dice)
        if asked:
            print("\t".join([name] + [one or "-" for one in asked]))
            made += 1
            if made == int(sys.argv[2]):
                break


main()
