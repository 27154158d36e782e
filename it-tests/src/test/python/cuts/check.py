# SPDX-License-Identifier: Apache-2.0
"""Compares pieces with the FITS files that they were cut out of, as astropy reads both.

    check.py LIST [LEAST]

Each line of LIST is a request as ask.py writes it, and the name of the piece or a minus sign where there is none.
Every pixel has to be the source's, at the same place of the sky and the same wavelength to a billionth of a pixel or
what a double can tell; every pixel whose middle lies in the circle and in the band has to be there, every row of a
table whose position lies in the circle or whose time in the interval, and no other; all cards that a cut does not have
to change have to be byte for byte the same; sums have to be right; fitsverify must find nothing that it does not find
in the source. Tells how many pieces of each kind of file were looked at: LEAST of each kind that make.py makes."""

import collections
import os
import re
import subprocess
import sys
import warnings

import numpy as np
from astropy.coordinates import FK4, EarthLocation, SkyCoord, get_body_barycentric_posvel
from astropy.io import fits
from astropy.time import Time
from astropy.utils import iers
from astropy.wcs import WCS

iers.conf.auto_download = False
warnings.simplefilter("ignore")
PIXELS = 1e-9
LIGHT = 299792458.0
LOOKUPS = ("WCSDVARR", "D2IMARR")
METRES = {"nm": 1e-9, "Angstrom": 1e-10, "um": 1e-6, "m": 1.0}
CHANGING = re.compile(r"NAXIS\d*|CRPIX\d+[A-Z]?|LTV\d|CHECKSUM|DATASUM|WAVELMIN|WAVELMAX|SPEC_VAL|SPEC_BW"
                      r"|TDM(IN|AX)\d+|TFORM\d+|TDIM\d+|NELEM|PCOUNT|THEAP|HISTORY|")
OF_COMPRESSION = re.compile(r"XTENSION|BITPIX|GCOUNT|TFIELDS|T(TYPE|UNIT|SCAL|ZERO|NULL)\d+|Z\w+")
OF_DATA = re.compile(r"BSCALE|BZERO|BLANK|BUNIT|DATAMIN|DATAMAX")
counts = collections.Counter()
kinds = collections.Counter()


class Wrong(Exception):
    pass


def is_image(hdu):
    return (hdu.is_image or isinstance(hdu, fits.CompImageHDU)) and hdu.data is not None


def vectors(lon, lat):
    lon, lat = np.deg2rad(lon), np.deg2rad(lat)
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=-1)


def within(places, circle):
    """Which places are well inside of a circle, and which are outside; what is on its border is neither."""
    away = places - vectors(circle[0], circle[1])
    angle = np.rad2deg(2 * np.arcsin(np.clip(np.sqrt((away * away).sum(axis=-1)) / 2, 0, 1)))
    slack = 1e-9 * circle[2] + 1e-11
    return angle <= circle[2] - slack, angle > circle[2] + slack


class Source:
    """A file that pieces come from, read once."""

    def __init__(self, name):
        self.hdus = fits.open(name, memmap=False)
        self.raw = fits.open(name, memmap=False, disable_image_compression=True)
        self.places = {}
        self.lengths = {}
        self.coordinates = {}

    def wcs(self, number):
        if number not in self.coordinates:
            try:
                self.coordinates[number] = WCS(self.hdus[number].header, self.hdus)
            except Exception:
                self.coordinates[number] = None
        return self.coordinates[number]

    def sky(self, number):
        """Unit vectors of the middles of pixels; none where there is no sky."""
        if number not in self.places:
            self.places[number] = self.make_sky(number)
        return self.places[number]

    def make_sky(self, number):
        one, wcs = self.hdus[number], self.wcs(number)
        if wcs is None or one.data.ndim < 2:
            return None
        try:
            wcs = wcs.celestial
            if wcs.naxis != 2:
                return None
            ny, nx = one.data.shape[-2:]
            y, x = np.mgrid[0:ny, 0:nx]
            sky = wcs.pixel_to_world(x.ravel(), y.ravel()).icrs
        except Exception:
            return None
        return vectors(sky.ra.deg, sky.dec.deg).reshape(ny, nx, 3)

    def wavelengths(self, number):
        """Axis of the array and vacuum wavelengths of its pixels; none where astropy alone does not tell them."""
        if number not in self.lengths:
            self.lengths[number] = self.make_wavelengths(number)
        return self.lengths[number]

    def make_wavelengths(self, number):
        one, wcs = self.hdus[number], self.wcs(number)
        if wcs is None:
            return None
        shift = barycentric(one.header)
        if shift is None:
            return None
        kind = [text[:4] for text in wcs.wcs.ctype]
        axis = next((i for i, text in enumerate(kind) if text in ("WAVE", "AWAV", "FREQ")), None)
        if axis is None or axis >= one.data.ndim or len(wcs.wcs.ctype[axis].strip()) > 4:
            return None
        length = one.data.shape[one.data.ndim - 1 - axis]
        points = np.zeros((length, wcs.naxis))
        points[:, axis] = np.arange(length)
        world = wcs.all_pix2world(points, 0)[:, axis]
        if kind[axis] == "FREQ":
            world = LIGHT / world
        elif kind[axis] == "AWAV":
            world = vacuum(world)
        return one.data.ndim - 1 - axis, world * shift


def barycentric(cards):
    """By what the wavelengths of a cube have to be multiplied to be barycentric; none where nobody knows."""
    system = cards.get("SPECSYS", "BARYCENT").strip()
    if system == "BARYCENT":
        return 1.0
    place = SkyCoord(cards.get("CRVAL1", 0.0), cards.get("CRVAL2", 0.0), unit="deg").cartesian.xyz.value
    if system == "LSRK":
        apex = SkyCoord("18h", "30d", frame=FK4(equinox="B1900", obstime="B1900")).icrs.cartesian.xyz.value
        velocity = -20e3 * apex
    elif system == "TOPOCENT" and "OBSGEO-X" in cards:
        middle = Time(cards["MJD-OBS"] + cards["EXPTIME"] / 2 / 86400.0, format="mjd", scale="utc")
        site = EarthLocation.from_geocentric(*(cards["OBSGEO-" + axis] for axis in "XYZ"), unit="m")
        velocity = (get_body_barycentric_posvel("earth", middle)[1].xyz.to_value("m/s")
                    + site.get_gcrs_posvel(middle)[1].xyz.to_value("m/s"))
    elif system == "TOPOCENT":
        velocity = 30e3 * place  # as the Earth may move; whichever it was, no pixel may be missing
    else:
        return 1.0 if system == "HELIOCEN" else None  # 17 m/s are a thirtieth of a channel
    return 1 + velocity.dot(place) / LIGHT


def vacuum(air):
    """FITS Paper III, equations 64 and 65."""
    length = air
    for _ in range(5):
        s = 1e-12 / length ** 2
        length = air * (1 + 1e-6 * (287.6155 + 1.62887 * s + 0.01360 * s * s))
    return length


def told(piece):
    """How far the origin moved, by the piece's history; nothing where it tells of no cut."""
    for line in piece.header.get("HISTORY", []):
        if line.startswith("Cut: pixels ["):
            return [int(one.split(":")[0]) - 1 for one in line[13:].split("]")[0].split(",")]
    return [0] * piece.data.ndim


def steady(raw, unpacked, emptied, lookup):
    kept = []
    for card in raw.header.cards:
        keyword = card.keyword
        if (CHANGING.fullmatch(keyword)
                or unpacked and (OF_COMPRESSION.fullmatch(keyword) or str(card.value) == "COMPRESSED_IMAGE")
                or emptied and OF_DATA.fullmatch(keyword) or lookup and keyword.startswith("CRVAL")):
            continue
        kept.append(card.image)
    return kept


def origin(source, number, raw_piece, before):
    """The HDU of the source that a piece's HDU came from: the next one with the same cards."""
    for candidate in range(before, len(source.raw)):
        raw = source.raw[candidate]
        if (candidate == 0) != (number == 0):
            continue
        unpacked = bool(raw.header.get("ZIMAGE")) and not raw_piece.header.get("ZIMAGE")
        emptied = raw_piece.header["NAXIS"] == 0 and raw.header["NAXIS"] > 0
        lookup = raw.name in LOOKUPS
        if steady(raw, unpacked, emptied, lookup) == steady(raw_piece, unpacked, emptied, lookup):
            return candidate
    raise Wrong("HDU %d of the piece has cards that no HDU of the source has" % number)


def same_pixels(one, piece, moved):
    section = tuple(slice(start, start + length) for start, length in zip(reversed(moved), piece.data.shape))
    expected = one.data[section]
    if expected.shape != piece.data.shape:
        raise Wrong("HDU %s: %s is not within %s" % (piece.name, piece.data.shape, one.data.shape))
    if not np.array_equal(np.asarray(expected), np.asarray(piece.data), equal_nan=expected.dtype.kind == "f"):
        raise Wrong("HDU %s: pixels differ" % piece.name)


def same_places(before, cut, piece, moved):
    if before is None or piece.name in LOOKUPS:  # what these look up are places of another image
        return
    after = WCS(piece.header, cut)
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
    difference[:, [not kind for kind in before.wcs.ctype]] = 0  # axes that nothing is told of
    if not np.all((difference <= allowed) | (np.isnan(here) & np.isnan(there))):
        raise Wrong("HDU %s: places differ by %s, allowed %s" % (piece.name, difference.max(0), allowed.min(0)))


def nothing_missing(source, number, wanted, held):
    """Every pixel whose middle is well within what was wanted is in the piece."""
    one = source.hdus[number]
    axes, needed = [], []
    if wanted.circle:
        places = source.sky(number)
        if places is None:
            return
        inside = within(places, wanted.circle)[0]
        axes += [one.data.ndim - 2, one.data.ndim - 1]
        needed += [np.flatnonzero(inside.any(axis=1)), np.flatnonzero(inside.any(axis=0))]
    if wanted.band:
        found = source.wavelengths(number)
        if found is None:
            return
        low, high = wanted.band
        axes.append(found[0])
        needed.append(np.flatnonzero((found[1] > low * (1 + 1e-9)) & (found[1] < high * (1 - 1e-9))))
    if not axes or any(len(one) == 0 for one in needed):
        return
    if held is None:
        raise Wrong("HDU %d is missing, though pixels of it were wanted" % number)
    for axis, wants in zip(axes, needed):
        start, length = held[0][axis], held[1][axis]
        if wants[0] < start or wants[-1] >= start + length:
            raise Wrong("HDU %d: wanted pixels are missing along axis %d" % (number, one.data.ndim - axis))
    counts["nothing missing"] += 1


def cells(row):
    """What a row holds, arrays of the heap as well."""
    return tuple(np.asarray(cell).tobytes() for cell in row)


def same_rows(one, piece, wanted):
    rows = [cells(row) for row in one.data]
    places = []
    next_one = 0
    for row in piece.data:
        wants = cells(row)
        while next_one < len(rows) and rows[next_one] != wants:
            next_one += 1
        if next_one == len(rows):
            raise Wrong("table %s has a row that the source has not" % piece.name)
        places.append(next_one)
        next_one += 1
    taken = np.zeros(len(rows), bool)
    taken[places] = True
    sure, out = np.ones(len(rows), bool), np.zeros(len(rows), bool)
    names = [name.upper() for name in one.columns.names]
    if wanted.circle and "RA" in names and "DEC" in names:
        inside, outside = within(vectors(one.data["RA"], one.data["DEC"]), wanted.circle)
        sure, out = sure & inside, out | outside
    if wanted.time and ("MJD" in names or "MJDREFI" in one.header):
        if "MJD" in names:
            days = one.data["MJD"]
        else:
            days = one.header["MJDREFI"] + one.header["MJDREFF"] + (one.data["TIME"] - 69.184) / 86400.0
        sure &= (days > wanted.time[0] + 1e-7) & (days < wanted.time[1] - 1e-7)
        out |= (days < wanted.time[0] - 1e-7) | (days > wanted.time[1] + 1e-7)
    if wanted.band and "WAVE" in names:
        waves = one.data["WAVE"] * METRES[one.columns["WAVE"].unit]
        sure &= (waves > wanted.band[0] * (1 + 1e-6)) & (waves < wanted.band[1] * (1 - 1e-6))
        step = np.abs(np.gradient(waves))
        out |= (waves < wanted.band[0] - step) | (waves > wanted.band[1] + step)
    if (sure & ~taken).any() or (taken & out).any():
        raise Wrong("table %s: %d rows are missing, %d too many" % (
            piece.name, (sure & ~taken).sum(), (taken & out).sum()))
    counts["rows"] += len(places)


def same_elements(one, piece, wanted):
    longest = one.data.field(0).shape[-1]
    waves = one.data.field(0)[0]
    kept = np.ravel(piece.data.field(0)[0])  # one element is no array
    first = int(np.flatnonzero(waves == kept[0])[0])
    for name in one.columns.names:
        before, after = one.data[name], piece.data[name]
        if before.ndim < 2 or before.shape[-1] != longest:
            continue
        part = before[..., first:first + len(kept)]
        after = np.reshape(after, part.shape)
        if not np.array_equal(part, after, equal_nan=True):
            raise Wrong("table %s: column %s differs" % (piece.name, name))
    unit = METRES.get(one.columns[0].unit)
    if wanted.band and unit and not str(one.header.get("TUCD1", "")).endswith("atmos"):
        needed = np.flatnonzero((waves * unit > wanted.band[0] * (1 + 1e-6))
                                & (waves * unit < wanted.band[1] * (1 - 1e-6)))
        if len(needed) and (needed[0] < first or needed[-1] >= first + len(kept)):
            raise Wrong("table %s: wanted elements are missing" % piece.name)
    counts["elements"] += len(kept)


def compare(source, wanted, cut_name):
    found = {}
    next_one = 0
    with fits.open(cut_name, memmap=False, checksum=True) as cut, \
            fits.open(cut_name, memmap=False, disable_image_compression=True) as raw, warnings.catch_warnings():
        warnings.filterwarnings("error", message=".*sum verification failed")
        for number, piece in enumerate(cut):
            came_from = origin(source, number, raw[number], next_one)
            next_one = came_from + 1
            one = source.hdus[came_from]
            counts["HDUs"] += 1
            if is_image(one) and is_image(piece):
                moved = told(piece)
                same_pixels(one, piece, moved)
                same_places(source.wcs(came_from), cut, piece, moved)
                found[came_from] = (list(reversed(moved)), piece.data.shape)
            elif one.data is not None and piece.data is not None:
                if one.header["NAXIS1"] == piece.header["NAXIS1"]:
                    same_rows(one, piece, wanted)
                else:
                    same_elements(one, piece, wanted)
    return found


class Wanted:
    def __init__(self, line):
        fields = line.rstrip("\n").split("\t")
        self.name, self.cut = fields[0], fields[5]
        self.circle, self.band, self.time, self.pixels = (
            None if one == "-" else [float(number) for number in one.split()] for one in fields[1:5])

    def way(self):
        ways = [("circle", self.circle), ("band", self.band), ("time", self.time), ("pixels", self.pixels)]
        return " and ".join(name for name, value in ways if value)


def verified(names):
    """What fitsverify says of files, by their names."""
    said = {}
    names = list(names)
    for start in range(0, len(names), 500):
        done = subprocess.run(["fitsverify", "-q"] + names[start:start + 500], stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True)
        for line in done.stdout.splitlines():
            match = re.match(r"verification (OK|FAILED): (.*?)(, \d+ warnings.*)?$", line)
            if match:
                said[match.group(2).strip()] = match.group(1) == "OK"
    return said


def main():
    sources = {}
    pieces = {}
    with open(sys.argv[1]) as listed:
        lines = listed.readlines()
    for line in lines:
        wanted = Wanted(line)
        if wanted.name not in sources:
            sources[wanted.name] = Source(wanted.name)
        source = sources[wanted.name]
        try:
            found = {} if wanted.cut == "-" else compare(source, wanted, wanted.cut)
            if not wanted.time and not wanted.pixels:
                for number, one in enumerate(source.hdus):
                    if is_image(one):
                        nothing_missing(source, number, wanted, found.get(number))
        except Exception as problem:
            sys.exit("%s%s: %s" % (line, type(problem).__name__, problem))
        if wanted.cut == "-":
            counts["nothing there"] += 1
            continue
        pieces[wanted.cut] = wanted.name
        counts["pieces"] += 1
        kinds[wanted.way()] += 1
        made = os.path.basename(os.path.dirname(wanted.name)) == "made"
        kinds[os.path.basename(wanted.name) if made else "other files"] += 1
    before = verified(sources)
    for name, clean in verified(pieces).items():
        if not clean and before.get(pieces[name]):
            sys.exit("fitsverify does not like %s, cut out of %s" % (name, pieces[name]))
        counts["clean"] += clean
    print(", ".join("%d %s" % (number, what) for what, number in sorted(counts.items())))
    for what, number in sorted(kinds.items()):
        print("%6d  %s" % (number, what))
    least = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    rare = [what for what, number in kinds.items() if what.endswith(".fits") and number < least]
    if rare or counts["pieces"] < 20:
        sys.exit("too few pieces of %s" % (", ".join(rare) or "all kinds"))


main()
