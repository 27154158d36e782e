# SPDX-License-Identifier: Apache-2.0
"""Compares pieces with the FITS files that they were cut out of, as astropy reads both.

    check.py LIST

Each line of LIST is a request as ask.py writes it, and the name of the piece or a minus sign where there is none.
Every pixel has to be the source's, at the same place of the sky and the same wavelength to a billionth of a pixel or
what a double can tell; every pixel whose middle lies in the circle has to be there; every row of a table has to be
the source's; fitsverify must find nothing that it does not find in the source."""

import subprocess
import sys
import warnings

import numpy as np
from astropy.coordinates import SkyCoord
from astropy.io import fits
from astropy.wcs import WCS
from astropy import units

warnings.simplefilter("ignore")
PIXELS = 1e-9
counts = {"pieces": 0, "images": 0, "tables": 0, "none": 0, "clean": 0}


def wrong(line, text, *values):
    sys.exit("%s\n%s" % (line, text % values))


def verified(name):
    """What fitsverify says of a file without the words that differ between a piece and its source."""
    done = subprocess.run(["fitsverify", "-l", name], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return [text for text in done.stdout.splitlines() if text.startswith("*** ")], done.returncode


def is_image(hdu):
    return (hdu.is_image or isinstance(hdu, fits.CompImageHDU)) and hdu.data is not None


def offset(source, piece):
    """How far the origin moved, by CRPIX or the first description that has it; none without coordinates."""
    moved = []
    for axis in range(1, piece.data.ndim + 1):
        keyword = "CRPIX%d" % axis
        if source.header.get("CTYPE%d" % axis) is None or keyword not in piece.header:
            return None
        moved.append(int(round(source.header.get(keyword, 0.0) - piece.header[keyword])))
    return moved


def told(piece):
    """How far the origin moved, by the piece's history; nothing where it tells of no cut."""
    for line in piece.header.get("HISTORY", []):
        if line.startswith("Cut: pixels ["):
            return [int(one.split(":")[0]) - 1 for one in line[13:].split("]")[0].split(",")]
    return [0] * piece.data.ndim


def match(source, piece, before):
    """The HDU of the source that a piece's HDU came from: the next one that could be it."""
    for number in range(before, len(source)):
        one = source[number]
        name = one.name.replace("COMPRESSED_IMAGE", "")  # of the compression, not of what it holds
        if (name, one.ver) != (piece.name, piece.ver) and number > 0:
            continue
        for keyword in one.header:
            if keyword in ("OBJECT", "CRVAL1", "CTYPE1", "TTYPE1") and piece.header.get(keyword) != one.header[keyword]:
                break
        else:
            return number
    return None


def same_pixels(line, one, piece, moved):
    section = tuple(slice(start, start + length) for start, length in zip(reversed(moved), piece.data.shape))
    expected = one.data[section]
    if expected.shape != piece.data.shape:
        wrong(line, "HDU %s: %s is not within %s", piece.name, piece.data.shape, one.data.shape)
    if not np.array_equal(np.asarray(expected), np.asarray(piece.data), equal_nan=expected.dtype.kind == "f"):
        wrong(line, "HDU %s: pixels differ", piece.name)


def same_places(line, source, one, cut, piece, moved):
    try:
        before, after = WCS(one.header, source), WCS(piece.header, cut)
    except Exception:
        return
    dice = np.random.default_rng(1)
    axes = before.naxis
    shape = list(reversed(piece.data.shape)) + [1] * (axes - piece.data.ndim)
    points = np.column_stack([dice.integers(0, length, 12) for length in shape[:axes]]).astype(float)
    shift = np.array((list(moved) + [0] * axes)[:axes], float)
    here = after.all_pix2world(points, 0)
    there = before.all_pix2world(points + shift, 0)
    step = np.abs(before.all_pix2world(points + shift + 1.0, 0) - there)
    difference = np.abs(here - there)
    for axis, kind in enumerate(before.wcs.axis_types):
        if kind // 1000 == 2 and kind % 10 == 0:
            difference[:, axis] = np.abs((difference[:, axis] + 180.0) % 360.0 - 180.0)
    allowed = PIXELS * np.nan_to_num(step) + 8 * np.spacing(np.abs(np.nan_to_num(there))) + 1e-13
    if not np.all((difference <= allowed) | (np.isnan(here) & np.isnan(there))):
        wrong(line, "HDU %s: places differ by %s, allowed %s", piece.name, difference.max(0), allowed.min(0))


def nothing_missing(line, source, one, circle, held):
    """Every pixel whose middle is well within the circle is in the piece."""
    if circle is None or one.data.ndim < 2:
        return
    try:
        wcs = WCS(one.header, source).celestial
    except Exception:
        return
    if wcs.naxis != 2:
        return
    ny, nx = one.data.shape[-2:]
    y, x = np.mgrid[0:ny, 0:nx]
    try:
        sky = wcs.pixel_to_world(x.ravel(), y.ravel()).icrs
    except Exception:
        return
    inside = sky.separation(SkyCoord(circle[0], circle[1], unit="deg")) <= circle[2] * (1 - 1e-9) * units.deg
    if not inside.any():
        return
    xs, ys = x.ravel()[inside], y.ravel()[inside]
    if held is None:
        wrong(line, "HDU %s is missing, though %d pixels lie in the circle", one.name, inside.sum())
    x0, y0, width, height = held
    if xs.min() < x0 or xs.max() >= x0 + width or ys.min() < y0 or ys.max() >= y0 + height:
        wrong(line, "HDU %s: pixels of the circle are missing", one.name)


def same_rows(line, one, piece):
    counts["tables"] += 1
    if one.header["NAXIS1"] == piece.header["NAXIS1"]:
        rows = [row.tobytes() for row in np.asarray(one.data)]
        remaining = iter(rows)
        for row in np.asarray(piece.data):
            wanted = row.tobytes()
            if not any(candidate == wanted for candidate in remaining):
                wrong(line, "table %s has a row that the source has not", piece.name)
        return
    longest = one.data.field(0).shape[-1]
    first = None
    for name in one.columns.names:
        before, after = one.data[name], piece.data[name]
        if before.ndim < 2 or before.shape[-1] != longest:
            continue
        if first is None:
            first = int(np.searchsorted(before[0], after[0][0]))
        part = before[..., first:first + after.shape[-1]]
        if not np.array_equal(part, after, equal_nan=True):
            wrong(line, "table %s: column %s differs", piece.name, name)


def compare(line, name, circle, cut_name):
    with fits.open(name) as source, fits.open(cut_name, checksum=True) as cut:
        found = {}
        next_one = 0
        with warnings.catch_warnings():
            warnings.filterwarnings("error", message=".*sum verification failed")
            for piece in cut:
                number = match(source, piece, next_one)
                if number is None:
                    wrong(line, "HDU %s of the piece comes from nowhere", piece.name)
                next_one = number + 1
                one = source[number]
                if is_image(one) and is_image(piece):
                    counts["images"] += 1
                    moved = told(piece)
                    by_coordinates = offset(one, piece)
                    if by_coordinates is not None and by_coordinates != moved:
                        wrong(line, "HDU %s: CRPIX tells %s, the history %s", piece.name, by_coordinates, moved)
                    same_pixels(line, one, piece, moved)
                    same_places(line, source, one, cut, piece, moved)
                    if piece.data.ndim > 1:
                        found[number] = (moved[0], moved[1], piece.data.shape[-1], piece.data.shape[-2])
                elif one.data is not None and piece.data is not None:
                    same_rows(line, one, piece)
        for number, one in enumerate(source):
            if is_image(one):
                nothing_missing(line, source, one, circle, found.get(number))


def main():
    before = {}
    with open(sys.argv[1]) as listed:
        for line in listed:
            name, region, band, cut_name = line.rstrip("\n").split("\t")
            circle = None if region == "-" else [float(one) for one in region.split()]
            if cut_name == "-":
                counts["none"] += 1
                with fits.open(name) as source:
                    for one in source:
                        if is_image(one) and band == "-":
                            nothing_missing(line, source, one, circle, None)
                continue
            counts["pieces"] += 1
            compare(line, name, circle, cut_name)
            if name not in before:
                before[name] = set(verified(name)[0])
            complaints, status = verified(cut_name)
            worse = [one for one in complaints if one not in before[name]]
            if worse and before[name] == set():
                wrong(line, "fitsverify: %s", worse)
            counts["clean"] += status == 0
    print(", ".join("%d %s" % (number, what) for what, number in counts.items()))
    if counts["pieces"] < 20:
        sys.exit("too few pieces")


main()
