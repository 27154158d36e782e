# SPDX-License-Identifier: Apache-2.0
"""Makes the reference points of the tests of org.nasmyth.wcs: what wcslib, by way of astropy, makes of headers.

Usage: /usr/bin/python3 reference.py > ../resources/org/nasmyth/wcs/reference.txt

With paths of FITS files or text headers as arguments it takes those headers instead of its own. The output is a
sequence of cases:

    case NAME
    KEYWORD = VALUE             one line per card, texts without quotes
    lookup EXTNAME EXTVER WIDTH HEIGHT CARDS  an image of distortions, its numbers on the next line
    table EXTNAME COLUMN SHAPE  the array of a binary table, its numbers on the next line
    points                      then one line per point: pixel coordinates, world coordinates and, where they differ
                                from the first by more than 3e-10, the pixel coordinates that those lead back to
    end
"""
import math
import random
import sys
import warnings

import numpy as np
from astropy.io import fits
from astropy.wcs import WCS

warnings.simplefilter("ignore")
RANDOM = random.Random(20021)

ZENITHAL = {
    "TAN": [{}], "STG": [{}], "ARC": [{}], "ZEA": [{}],
    "SIN": [{}, {"PV2_1": 0.12, "PV2_2": -0.31}],
    "ZPN": [{"PV2_1": 1.0, "PV2_3": 42.0, "PV2_5": -10000.0},
            {"PV2_0": 0.05, "PV2_1": 0.975, "PV2_2": -0.807, "PV2_3": 0.337, "PV2_4": -0.065, "PV2_5": 0.01}],
    "AZP": [{}, {"PV2_1": 2.0, "PV2_2": 30.0}, {"PV2_1": -0.5, "PV2_2": 10.0}, {"PV2_1": 0.4, "PV2_2": -25.0}],
    "SZP": [{}, {"PV2_1": 2.0, "PV2_2": 180.0, "PV2_3": 60.0}, {"PV2_1": 0.7, "PV2_2": 35.0, "PV2_3": 70.0}],
    "AIR": [{}, {"PV2_1": 45.0}],
    "XPH": [{}],
}
CYLINDRICAL = {
    "CYP": [{}, {"PV2_1": 0.8, "PV2_2": 0.7071067811865475}], "CEA": [{}, {"PV2_1": 0.75}], "CAR": [{}], "MER": [{}],
    "SFL": [{}], "PAR": [{}], "MOL": [{}], "AIT": [{}], "BON": [{"PV2_1": 45.0}, {"PV2_1": -30.0}, {"PV2_1": 0.0}],
    "PCO": [{}], "TSC": [{}], "CSC": [{}], "QSC": [{}], "HPX": [{}, {"PV2_1": 6.0, "PV2_2": 3.0}, {"PV2_1": 4.0, "PV2_2": 4.0}],
}
CONIC = {
    "COP": [{"PV2_1": 45.0, "PV2_2": 25.0}, {"PV2_1": -40.0}], "COE": [{"PV2_1": 45.0, "PV2_2": 25.0}, {"PV2_1": -45.0, "PV2_2": 10.0}],
    "COD": [{"PV2_1": 45.0, "PV2_2": 25.0}, {"PV2_1": -40.0}], "COO": [{"PV2_1": 45.0, "PV2_2": 25.0}, {"PV2_1": -40.0}],
}


def number(value):
    return repr(float(value))


def header(cards):
    made = fits.Header()
    for keyword, value in cards.items():
        made[keyword] = value
    return made


def image(code, lon, lat, step, size, turn=0.0, prefix=("RA--", "DEC-"), **more):
    angle = math.radians(turn)
    cards = {"NAXIS": 2, "NAXIS1": size, "NAXIS2": size,
             "CTYPE1": prefix[0] + "-" + code, "CTYPE2": prefix[1] + "-" + code, "CRVAL1": lon, "CRVAL2": lat,
             "CRPIX1": size / 2 + 0.25, "CRPIX2": size / 2 - 3.75, "CUNIT1": "deg", "CUNIT2": "deg"}
    if turn:
        cards.update({"CD1_1": -step * math.cos(angle), "CD1_2": step * math.sin(angle),
                      "CD2_1": step * math.sin(angle), "CD2_2": step * math.cos(angle)})
    else:
        cards.update({"CDELT1": -step, "CDELT2": step})
    cards.update(more)
    return cards


def points(cards, count):
    """Random points of the image, half of them near the point of reference, and that point itself."""
    axes = cards["NAXIS"]
    found = [[cards.get("CRPIX%d" % (j + 1), 0.0) for j in range(axes)]]
    for k in range(count):
        if k % 2:
            found.append([RANDOM.uniform(0.5, cards["NAXIS%d" % (j + 1)] + 0.5) for j in range(axes)])
        else:
            found.append([cards.get("CRPIX%d" % (j + 1), 0.0) + RANDOM.uniform(-3, 3) for j in range(axes)])
    return np.array(found)


def case(name, cards, count=8, tables=None, lookups=None):
    hdus = None
    made = header(cards) if isinstance(cards, dict) else cards
    if tables:
        columns = [fits.Column(name=c, format="%dD" % array.size, dim="(%s)" % ",".join(map(str, array.shape[::-1])),
                               array=array[np.newaxis]) for c, array in tables[1].items()]
        table = fits.BinTableHDU.from_columns(columns, name=tables[0])
        hdus = fits.HDUList([fits.PrimaryHDU(header=made, data=np.zeros([made["NAXIS%d" % (j + 1)] for j in range(made["NAXIS"])][::-1], dtype="u1")), table])
    if lookups:
        hdus = fits.HDUList([fits.PrimaryHDU(header=made, data=np.zeros((made["NAXIS2"], made["NAXIS1"]), dtype="u1"))])
        for extension, version, grid, cards_of_grid in lookups:
            image = fits.ImageHDU(grid.astype("f4"), name=extension, ver=version)
            image.header.update(cards_of_grid)
            hdus.append(image)
            for field in ("EXTVER: %.1f" % version, "NAXES: 2.0", "AXIS.1: 1.0", "AXIS.2: 2.0"):
                kind, record = ("CPDIS", "DP") if extension == "WCSDVARR" else ("D2IMDIS", "D2IM")
                hdus[0].header[kind + str(version)] = "LOOKUP"
                hdus[0].header.append((record + str(version), field), end=True)
    try:
        wcs = WCS(hdus[0].header if hdus else made, fobj=hdus)
        if "A_ORDER" in made or lookups:
            forward = lambda p: wcs.all_pix2world(p, 1)
            backward = None
        else:
            forward = lambda p: wcs.wcs_pix2world(p, 1)
            backward = lambda w: wcs.wcs_world2pix(w, 1)
        pixel = points(made, count)
        if pixel.shape[1] < wcs.naxis:
            pixel = np.hstack([pixel, np.ones((len(pixel), wcs.naxis - pixel.shape[1]))])
        world = forward(pixel)
        back = pixel.copy()
        good = ~np.isnan(world).any(axis=1)
        if backward is not None and good.any():
            back[good] = backward(world[good])
    except Exception as error:
        print(name, type(error).__name__, str(error).strip().splitlines()[-1:], file=sys.stderr)
        return
    print("case", name)
    for keyword in made:
        if keyword and keyword not in ("COMMENT", "HISTORY", "SIMPLE", "BITPIX", "EXTEND"):
            value = made[keyword]
            if not isinstance(value, fits.card.Undefined):
                print(keyword, "=", {True: "T", False: "F"}[value] if isinstance(value, bool) else value)
    if tables:
        for column, array in tables[1].items():
            print("table", tables[0], column, *array.shape[::-1])
            print(*[number(v) for v in array.ravel()])
    for extension, version, grid, cards_of_grid in lookups or []:
        kind, record = ("CPDIS", "DP") if extension == "WCSDVARR" else ("D2IMDIS", "D2IM")
        print("%s%d = LOOKUP\n%s%d.EXTVER = %.1f" % (kind, version, record, version, version))
        print("lookup", extension, version, grid.shape[1], grid.shape[0], *["%s=%s" % item for item in cards_of_grid.items()])
        print(*[number(v) for v in grid.astype("f4").ravel()])
    print("points")
    for p, w, b in zip(pixel, world, back):
        returned = [] if np.isnan(b).any() or np.abs(b - p).max() < 3e-10 else b
        print(*[number(v) for v in p], *[number(v) for v in w], *[number(v) for v in returned])
    print("end")


def celestial():
    for family, codes in (("zenithal", ZENITHAL), ("cylindrical", CYLINDRICAL), ("conic", CONIC)):
        for code, variants in codes.items():
            for n, pv in enumerate(variants):
                name = code + (str(n) if n else "")
                case(name + "-small", image(code, 187.2779, 12.3911, 0.2 / 3600, 330, 17.0, **pv))
                if not n:
                    case(name + "-tiny", image(code, 83.8101, -5.3911, 0.036 / 3600, 500, **pv))
                case(name + "-pole", image(code, 12.1, 89.95, 2.0 / 3600, 400, 33.0, **pv))
                case(name + "-south", image(code, 301.5, -69.7, 60.0 / 3600, 300, -71.0, **pv))
                case(name + "-turned", image(code, 266.4, -28.9, 0.25, 200, LONPOLE=150.0, LATPOLE=-20.0, **pv))
                case(name + "-sky", image(code, 0.0, {"zenithal": 90.0, "cylindrical": 0.0}.get(family, pv.get("PV2_1", 0)), 0.9, 400, **pv), 20)
    case("NCP", image("NCP", 201.2, 47.3, 1.0 / 3600, 512))
    case("NCP-south", image("NCP", 201.2, -61.3, 10.0 / 3600, 512))
    case("GLS", image("GLS", 201.2, 17.3, 10.0 / 3600, 512))
    case("TAN-lonpole", image("TAN", 45.0, 30.0, 0.01, 300, LONPOLE=123.0))
    case("CAR-reference", image("CAR", 45.0, 30.0, 0.1, 300, PV1_1=20.0, PV1_2=30.0))
    case("CAR-offset", image("CAR", 45.0, 30.0, 0.1, 300, PV1_0=1.0, PV1_1=20.0, PV1_2=30.0))
    case("TAN-parameters", image("TAN", 45.0, 30.0, 0.01, 300, PV1_3=170.0, PV1_4=20.0))
    case("ZEA-reference", image("ZEA", 45.0, 30.0, 0.01, 300, PV1_0=1.0, PV1_1=35.0, PV1_2=60.0))
    for n, (frame, prefix) in enumerate([("GLON", ("GLON", "GLAT")), ("ELON", ("ELON", "ELAT")), ("SLON", ("SLON", "SLAT")), ("HLON", ("HPLN", "HPLT"))]):
        case("frame-" + frame, image("CAR", 40.0, 0.0, 0.05, 300, prefix=prefix))
    case("units-arcsec", dict(image("TAN", 187.2779 * 3600, 12.3911 * 3600, 0.2, 330), CUNIT1="arcsec", CUNIT2="arcsec"))
    case("units-rad", dict(image("SIN", 1.2, -0.4, 1e-5, 330), CUNIT1="rad", CUNIT2="rad"))
    plain = image("TAN", 187.2779, 12.3911, 0.2 / 3600, 330)
    case("crota", dict(plain, CROTA2=33.0))
    case("crota-unequal", dict(plain, CROTA2=-47.0, CDELT1=-0.001, CDELT2=0.0007))
    case("pc", dict(plain, PC1_1=0.8, PC1_2=-0.6, PC2_1=0.6, PC2_2=0.8))
    swapped = {k.replace("1", "x").replace("2", "1").replace("x", "2") if k[-1] in "12" else k: v for k, v in plain.items()}
    case("latitude-first", swapped)
    # Real optics
    case("sip", dict(image("TAN-SIP", 202.47, 47.19, 1.2 / 3600, 256, 25.0), A_ORDER=3, B_ORDER=3, AP_ORDER=1, BP_ORDER=1,
                     A_0_2=2.9656e-06, A_0_3=3.7746e-09, A_1_1=2.1886e-05, A_1_2=-1.6847e-07, A_2_0=-2.3863e-05, A_2_1=-8.561e-09, A_3_0=-1.4172e-07,
                     B_0_2=2.31e-05, B_0_3=-1.6168e-07, B_1_1=-2.4386e-05, B_1_2=-5.7813e-09, B_2_0=2.1197e-06, B_2_1=-1.6583e-07, B_3_0=-2.0249e-08), 24)
    tpv = {"PV1_0": -0.0012, "PV1_1": 1.0009, "PV1_2": -0.0004, "PV1_4": 0.0031, "PV1_5": -0.0012, "PV1_6": 0.0008, "PV1_7": -0.011, "PV1_8": 0.0021, "PV1_9": -0.013, "PV1_10": 0.0005,
           "PV2_0": 0.0007, "PV2_1": 1.0011, "PV2_2": 0.0003, "PV2_4": -0.0022, "PV2_5": 0.0014, "PV2_6": 0.0019, "PV2_7": -0.012, "PV2_8": -0.001, "PV2_9": -0.012, "PV2_10": 0.0011}
    case("tpv", image("TPV", 150.1, -30.2, 0.21 / 3600, 2100, 178.0, **tpv), 24)
    case("tpv-radial", image("TPV", 150.1, -30.2, 2.1 / 3600, 1000, 12.0, **dict(tpv, PV1_3=0.002, PV1_11=0.001, PV2_3=-0.001, PV2_23=0.0003, PV1_39=-0.0001, PV1_17=0.01, PV2_31=0.02)), 24)
    for code in ("TNX", "ZPX"):
        cards = image(code, 150.1, 30.2, 0.5 / 3600, 2000, 90.0)
        extra = "projp1=1.0 projp3=42.0 " if code == "ZPX" else ""
        # Both surfaces have the same orders, since wcslib takes those of the second for both.
        surfaces = {
            "powers": ("3. 4. 4. 2. -0.2 0.2 -0.2 0.2 0.0001 -0.0002 0.003 0.02 0.0003 -0.001 0.01 0.0002 0.004 -0.03", "3. 4. 4. 2. -0.2 0.2 -0.2 0.2 -0.0001 0.0002 0.002 0.01 -0.0003 0.001 0.02 0.0002 0.003 0.03"),
            "chebyshev": ("1. 4. 4. 2. -0.15 0.16 -0.17 0.18 0.0001 -0.0002 0.00003 0.00002 0.0003 -0.00001 0.00001 0.00002 0.00004 -0.00003", "1. 4. 4. 2. -0.15 0.16 -0.17 0.18 -0.0001 0.0002 0.00002 0.00001 -0.0003 0.00001 0.00002 0.00002 0.00003 0.00001"),
            "legendre": ("2. 3. 3. 1. -0.15 0.16 -0.17 0.18 0.0001 -0.0002 0.00003 0.00002 0.0003 -0.00001 0.00001 0.00002 0.00004", "2. 3. 3. 1. -0.15 0.16 -0.17 0.18 -0.0001 0.0002 0.00002 0.00001 -0.0003 0.00001 0.00002 0.00004 0.00003"),
            "separate": ("2. 4. 4. 0. -0.15 0.16 -0.17 0.18 0.0001 -0.0002 0.00003 0.00002 0.0003 -0.00001 0.00001", "2. 4. 4. 0. -0.15 0.16 -0.17 0.18 -0.0001 0.0002 0.00002 0.00001 -0.0003 0.00001 0.00003"),
        }
        for kind, (lng, lat) in surfaces.items():
            more = dict(cards)
            for axis, name, word, surface in ((1, "ra", "lngcor", lng), (2, "dec", "latcor", lat)):
                text = 'wtype=%s axtype=%s %s%s = "%s "' % (code.lower(), name, extra, word, surface)
                for k in range(0, len(text), 68):
                    more["WAT%d_%03d" % (axis, k // 68 + 1)] = text[k:k + 68]
            case(code.lower() + "-" + kind, more, 24)


    grid = np.array([[0.3 * math.sin(i + 0.7 * j) for i in range(6)] for j in range(5)])
    place = {"CRPIX1": 1.0, "CRPIX2": 1.0, "CRVAL1": 20.5, "CRVAL2": -7.0, "CDELT1": 55.0, "CDELT2": 66.0}
    plate = image("TAN", 150.1, 2.2, 0.05 / 3600, 300, 40.0)
    case("lookup", plate, 24, lookups=[("WCSDVARR", 1, grid, place), ("WCSDVARR", 2, -grid, place)])
    case("lookup-detector", plate, 24, lookups=[("D2IMARR", 1, 2 * grid, place)])
    case("lookup-sip", dict(plate, CTYPE1="RA---TAN-SIP", CTYPE2="DEC--TAN-SIP", A_ORDER=2, B_ORDER=2, A_2_0=2e-5, B_1_1=-3e-5), 24,
         lookups=[("WCSDVARR", 1, grid, place), ("WCSDVARR", 2, -grid, place), ("D2IMARR", 2, 2 * grid, place)])


def axis(ctype, value, step, unit, size=2000, pixel=1000.5, **more):
    return dict({"NAXIS": 1, "NAXIS1": size, "CTYPE1": ctype, "CRVAL1": value, "CDELT1": step, "CRPIX1": pixel}, **(dict(more, CUNIT1=unit) if unit else more))


def spectral():
    hi = {"RESTFRQ": 1.420405752e9}
    ha = {"RESTWAV": 6.5628e-7}
    nir = {"RESTWAV": 2.1661e-6}
    for n, arguments in enumerate([
            ("WAVE", 2.2e-6, 2.5e-10, "m", {}), ("WAVE", 2.2, 2.5e-4, "um", {}), ("AWAV", 4750.0, 1.25, "Angstrom", {}),
            ("FREQ", 230.538, -0.0005, "GHz", {}), ("FREQ", 1.42e9, 1e4, "Hz", hi), ("VRAD", 12.0, -1.5, "km/s", hi),
            ("VOPT", 1e6, 2e3, "m/s", hi), ("VELO", 1e6, 2e3, "m/s", hi), ("ZOPT", 0.1, 1e-5, "", ha), ("BETA", 0.01, 1e-6, "", ha),
            ("ENER", 6.4e-16, 1e-20, "J", {}), ("WAVN", 4500.0, 0.1, "/m", {}),
            ("WAVE-LOG", 5e-7, 5e-11, "m", {}), ("FREQ-LOG", 1e9, 1e5, "Hz", {}),
            ("WAVE-F2W", 2.2e-6, 2.5e-10, "m", {}), ("WAVE-V2W", 6.6e-7, 2.5e-11, "m", ha), ("WAVE-A2W", 6.6e-7, 1e-10, "m", {}),
            ("FREQ-W2F", 1.42e9, 1e5, "Hz", {}), ("FREQ-A2F", 5e14, 1e11, "Hz", {}), ("FREQ-V2F", 1.42e9, 1e5, "Hz", hi),
            ("AWAV-W2A", 6.6e-7, 1e-10, "m", {}), ("AWAV-F2A", 6.6e-7, 1e-10, "m", {}), ("AWAV-V2A", 6.6e-7, 1e-10, "m", ha),
            ("VOPT-F2W", 1e6, 2e3, "m/s", hi), ("VOPT-V2W", 1e6, 2e3, "m/s", ha), ("VRAD-W2F", 1e6, 2e3, "m/s", hi),
            ("VRAD-V2F", 1e6, 2e3, "m/s", hi), ("VELO-F2V", 1e6, 2e3, "m/s", hi), ("VELO-W2V", 1e6, 2e3, "m/s", ha),
            ("ZOPT-F2W", 0.1, 1e-5, "", ha), ("BETA-W2V", 0.01, 1e-5, "", ha), ("ENER-W2F", 3e-19, 1e-23, "J", {}), ("WAVN-W2F", 4.5e5, 10.0, "/m", {}),
            ("WAVE-GRI", 7.0e-7, 1.5e-10, "m", dict(PV1_0=3.0e5, PV1_1=1.0, PV1_2=7.0, PV1_3=1.51, PV1_4=-5e4, PV1_5=2.0, PV1_6=3.0)),
            ("AWAV-GRA", 7.0e-7, 1.5e-10, "m", dict(PV1_0=3.0e5, PV1_1=1.0, PV1_2=10.0)),
            ("VOPT-GRI", 1e5, 3e4, "m/s", dict(nir, PV1_0=2.0e5, PV1_1=1.0, PV1_2=12.0, PV1_3=1.4)),
            ("FREQ-GRI", 4e14, 1e11, "Hz", dict(PV1_0=3.0e5, PV1_1=2.0, PV1_2=5.0)),
            ("VELO-LSR", 1e6, 2e3, "m/s", dict(hi, VELREF=257)), ("VELO-HEL", 1e6, 2e3, "m/s", dict(hi, VELREF=2)), ("FELO-HEL", 1e6, 2e3, "m/s", hi),
            ("FREQ-LSR", 1.42e9, 1e4, "Hz", hi), ("LINEAR", 7300.0, 1.25, "Angstrom", {}), ("STOKES", 1.0, 1.0, "", {}), ("TIME", 100.0, 30.0, "s", {"MJDREF": 58000.0}),
            ("UTC", 1.0, 0.5, "s", {"MJDREF": 58000.0}), ("OFFS-LOG", 3.0, 0.01, "", {})]):
        ctype, value, step, unit, more = arguments
        case("spectral-%02d-%s" % (n, ctype), axis(ctype, value, step, unit, **more), 8)
    index = np.array([1.0, 2.0, 4.0, 7.0, 11.0, 16.0])
    wave = np.array([[4.0e-7], [4.2e-7], [4.7e-7], [5.3e-7], [6.3e-7], [7.1e-7]])
    table = dict(PS1_0="WCS-TAB", PS1_1="COORDS", PS1_2="INDEX")
    case("tab-indexed", axis("WAVE-TAB", 1.0, 0.05, "m", 300, 1.0, **table), 12, ("WCS-TAB", {"COORDS": wave, "INDEX": index}))
    case("tab-plain", axis("WAVE-TAB", 1.0, 0.02, "m", 250, 1.0, PS1_0="WCS-TAB", PS1_1="COORDS"), 12, ("WCS-TAB", {"COORDS": wave}))
    case("tab-falling", axis("FREQ-TAB", 1.0, 0.02, "Hz", 250, 1.0, PS1_0="WCS-TAB", PS1_1="COORDS"), 12, ("WCS-TAB", {"COORDS": wave[::-1] * 1e15}))
    k2, k1 = np.mgrid[0:4, 0:5].astype(float)
    grid = np.stack([10 + 2 * k1 + 0.1 * k2 * k1, 5 + 3 * k2 - 0.2 * k1], axis=-1)
    two = {"NAXIS": 2, "NAXIS1": 40, "NAXIS2": 30, "CTYPE1": "XPOS-TAB", "CTYPE2": "YPOS-TAB", "CRVAL1": 1.0, "CRVAL2": 1.0, "CRPIX1": 1.0, "CRPIX2": 1.0,
           "CDELT1": 0.1, "CDELT2": 0.1, "PS1_0": "WCS-TAB", "PS1_1": "COORDS", "PS2_0": "WCS-TAB", "PS2_1": "COORDS", "PV1_3": 1, "PV2_3": 2}
    case("tab-two", two, 16, ("WCS-TAB", {"COORDS": grid}))


def mixed():
    plane = image("TAN", 187.2779, 12.3911, 0.2 / 3600, 330)
    plane.update(NAXIS=3, NAXIS3=3681, CTYPE3="AWAV", CRVAL3=4750.0, CRPIX3=1.0, CUNIT3="Angstrom")
    del plane["CDELT1"], plane["CDELT2"]
    case("muse", dict(plane, CD1_1=-4.1e-5, CD1_2=3.7e-5, CD2_1=3.7e-5, CD2_2=4.1e-5, CD3_3=1.25, CD1_3=0.0, CD2_3=0.0, CD3_1=0.0, CD3_2=0.0))
    case("muse-tilted", dict(plane, CD1_1=-4.1e-5, CD1_2=3.7e-5, CD2_1=3.7e-5, CD2_2=4.1e-5, CD3_3=1.25, CD1_3=1e-8, CD2_3=-2e-8, CD3_1=0.01, CD3_2=-0.02))
    alma = image("SIN", 187.2779, 12.3911, 0.036 / 3600, 480)
    alma.update(NAXIS=4, NAXIS3=960, NAXIS4=1, CTYPE3="FREQ", CRVAL3=345.0e9, CDELT3=-488281.25, CRPIX3=1.0, CUNIT3="Hz", CTYPE4="STOKES", CRVAL4=1.0, CDELT4=1.0, CRPIX4=1.0,
                RESTFRQ=345.7959899e9, SPECSYS="LSRK", PV2_1=0.0, PV2_2=0.0, LONPOLE=180.0, LATPOLE=12.3911)
    case("alma", alma)
    slit = {"NAXIS": 2, "NAXIS1": 2000, "NAXIS2": 100, "WCSAXES": 3, "CTYPE1": "WAVE", "CRVAL1": 5e-7, "CDELT1": 1e-10, "CRPIX1": 1.0, "CTYPE2": "RA---TAN", "CTYPE3": "DEC--TAN", "CRVAL2": 150.0, "CRVAL3": 2.0,
            "CRPIX2": 50.5, "CRPIX3": 1.0, "CDELT2": 0.0001, "CDELT3": 0.0001, "PC2_2": 0.8, "PC2_3": -0.6, "PC3_2": 0.6, "PC3_3": 0.8}
    case("slit", slit)


if len(sys.argv) > 1:
    for path in sys.argv[1:]:
        try:
            if path.endswith(".hdr"):
                with open(path, "rb") as stream:
                    case(path.rsplit("/", 1)[-1], fits.Header.fromstring(stream.read().decode("latin-1")))
            else:
                with fits.open(path) as hdus:
                    for n, hdu in enumerate(hdus):
                        if hdu.header.get("CTYPE1") and getattr(hdu, "is_image", False) and hdu.header["NAXIS"]:
                            case("%s[%d]" % (path.rsplit("/", 1)[-1], n), hdu.header)
        except Exception as error:
            print(path, error, file=sys.stderr)
else:
    celestial()
    spectral()
    mixed()
