# SPDX-License-Identifier: Apache-2.0
"""Makes small FITS files with the headers that instruments and people write, for pieces to be cut out of.

    make.py FOLDER

Each is called after its kind, such as sip.fits."""

import os
import sys

import numpy as np
from astropy.io import fits

DICE = np.random.default_rng(6)


def noise(*shape, kind="f4"):
    if np.dtype(kind).kind == "f":
        return DICE.normal(100, 10, shape).astype(kind)
    return DICE.integers(0, 200, shape).astype(kind)


def header(**cards):
    made = fits.Header()
    for keyword, value in cards.items():
        made[keyword] = value
    return made


def sky(projection, lon, lat, x, y, scale, prefix=("RA--", "DEC-"), **more):
    return header(
        CTYPE1=prefix[0] + "-" + projection, CTYPE2=prefix[1] + "-" + projection, CRVAL1=lon, CRVAL2=lat, CRPIX1=x,
        CRPIX2=y, CDELT1=-scale, CDELT2=scale, CUNIT1="deg", CUNIT2="deg", **more)


GALACTIC = ("GLON", "GLAT")


def image(shape, cards, name=None, kind="f4", first=False):
    hdu = (fits.PrimaryHDU if first else fits.ImageHDU)(noise(*shape, kind=kind))
    if name:
        hdu.header["EXTNAME"] = name
    hdu.header.update(cards)
    return hdu


def single(shape, cards, kind="f4"):
    return fits.HDUList([image(shape, cards, kind=kind, first=True)])


def rotated_car():
    cards = sky("CAR", 120.0, 30.0, 40.5, 31.25, 0.2, GALACTIC)
    angle = np.deg2rad(33)
    cards.update(header(PC1_1=np.cos(angle), PC1_2=-np.sin(angle), PC2_1=np.sin(angle), PC2_2=np.cos(angle)))
    return single((60, 80), cards)


def ait_across_180():
    return single((45, 90), sky("AIT", 180.0, 0.0, 45.5, 23.0, 4.0, GALACTIC))


def sip():
    cards = sky("TAN-SIP", 202.48, 47.18, 40, 30, 3e-4, RADESYS="FK5", EQUINOX=2000.0)
    cards.update(header(A_ORDER=2, B_ORDER=3, A_2_0=2e-5, A_1_1=-1e-5, B_0_2=3e-5, B_0_3=1e-7, AP_ORDER=1, BP_ORDER=1,
                        AP_1_0=1e-6, BP_0_1=-1e-6))
    return single((64, 72), cards, "i2")


def lookup_tables():
    science = image((48, 48), sky("TAN", 5.0, 5.0, 24, 24, 1e-3), "SCI", "f4")
    hdus = fits.HDUList([fits.PrimaryHDU(), science])
    for number, axis in ((1, 1), (2, 2)):
        science.header["CPDIS%d" % axis] = "LOOKUP"
        for field, value in (("EXTVER", number), ("NAXES", 2), ("AXIS.1", 1), ("AXIS.2", 2)):
            science.header.append(("DP%d" % axis, "%s: %.1f" % (field, value)), end=True)
        table = fits.ImageHDU(DICE.normal(0, 0.3, (4, 4)).astype("f4"), name="WCSDVARR", ver=number)
        table.header.update(header(CRPIX1=1.0, CRPIX2=1.0, CRVAL1=1.0, CRVAL2=1.0, CDELT1=16.0, CDELT2=16.0))
        hdus.append(table)
    return hdus


def scamp_pv():
    cards = sky("TAN", 53.1, -27.8, 25, 35, 6e-4, RADESYS="ICRS")
    for axis, sign in ((1, 1.0), (2, -1.0)):
        for m, value in ((0, 1e-6), (1, 1 + sign * 1e-4), (2, 2e-5), (4, sign * 1e-3), (5, 2e-4), (6, -1e-4), (7, 1e-2)):
            cards["PV%d_%d" % (axis, m)] = value
    hdus = fits.HDUList([fits.PrimaryHDU()])
    for chip in range(3):
        cards["CRPIX1"] = 25.0 - 55 * chip
        hdus.append(image((70, 50), cards, "CHIP%d" % chip, "i2"))
    return hdus


def no_radesys():
    old = image((50, 50), sky("TAN", 80.0, -69.0, 25, 25, 1e-4, EQUINOX=1950.0), "FK4")
    new = image((50, 50), sky("SIN", 80.0, -69.0, 25, 25, 1e-4, EQUINOX=2000.0), "FK5")
    none = image((50, 50), sky("ARC", 80.0, -69.0, 25, 25, 1e-4, CROTA2=20.0), "ICRS")
    return fits.HDUList([fits.PrimaryHDU(), old, new, none])


def linear_third_axis():
    cards = sky("TAN", 338.2, -60.5, 10, 8, 5.5e-5, CTYPE3="LINEAR", CUNIT3="Angstrom", CRVAL3=4750.0, CRPIX3=1.0,
                CDELT3=1.25)
    return fits.HDUList([fits.PrimaryHDU(), image((40, 16, 20), cards, "DATA", "f8"),
                         image((40, 16, 20), cards, "STAT")])


def muse_like():
    cards = sky("TAN", 150.1, 2.2, 15.5, 14.25, 5.5e-5, CTYPE3="AWAV", CUNIT3="Angstrom", CRVAL3=4749.9, CRPIX3=1.0,
                CDELT3=1.25, SPECSYS="BARYCENT")
    flat = sky("TAN", 150.1, 2.2, 15.5, 14.25, 5.5e-5)
    primary = fits.PrimaryHDU()
    primary.header["HIERARCH ESO OBS ID"] = 100
    primary.header.update(header(WAVELMIN=474.99, WAVELMAX=481.1))
    quality = fits.ImageHDU(noise(50, 28, 31, kind="u1"), name="DQ")
    quality.header["SCIDATA"] = "DATA"
    return fits.HDUList([primary, image((50, 28, 31), cards, "DATA"), image((50, 28, 31), cards, "STAT"), quality,
                         image((28, 31), flat, "WHITE")])


def alma_like():
    return single((2, 12, 20, 24), sky(
        "SIN", 83.8103, -5.37, 13, 11, 1e-5, CTYPE3="FREQ", CUNIT3="Hz", CRVAL3=2.305e11, CRPIX3=1.0, CDELT3=-2e7,
        CTYPE4="STOKES", CRVAL4=1.0, CDELT4=1.0, CRPIX4=1.0, SPECSYS="BARYCENT", RESTFRQ=2.30538e11))


def velocity_cube(specsys, **more):
    """Channels of half a kilometre a second, so that a shift of the standard of rest counts."""
    return single((120, 9, 11), sky(
        "SIN", 83.8103, -5.37, 6, 5, 1e-4, CTYPE3="FREQ", CUNIT3="Hz", CRVAL3=2.305e11, CRPIX3=60.0, CDELT3=-3.8445e5,
        RESTFRQ=2.305e11, SPECSYS=specsys, **more))


def observed():
    return {"MJD-OBS": 58849.123, "EXPTIME": 1200.0, "OBSGEO-X": 2225142.2, "OBSGEO-Y": -5440307.4,
            "OBSGEO-Z": -2481029.9}


def around_the_pole():
    return single((60, 60), sky("TAN", 33.0, 89.99, 30, 30, 1e-3), "i4")


def other_projections():
    hdus = fits.HDUList([fits.PrimaryHDU()])
    for projection, lon, lat in (("ZEA", 10, -80), ("STG", 200, 40), ("MOL", 0, 0), ("CEA", 90, 0), ("SFL", 300, 0),
                                 ("MER", 20, 0)):
        hdus.append(image((30, 40), sky(projection, lon, lat, 20, 15, 0.5), projection))
    return hdus


def mosaic():
    hdus = fits.HDUList([fits.PrimaryHDU()])
    for chip in range(4):
        cards = sky("ZPN", 20.0, -30.0, 15 - 35 * (chip % 2), 12 if chip < 2 else -18, 1e-3, RADESYS="FK5",
                    PV2_1=1.0, PV2_3=42.0)
        hdus.append(image((25, 30), cards, "CHIP%d" % chip, "i2"))
        error = image((25, 30), cards, "ERR%d" % chip)
        error.header["SCIDATA"] = "CHIP%d" % chip
        hdus.append(error)
    return hdus


def packed(compression, kind, **more):
    cards = sky("TAN", 5.0, 5.0, 30, 22, 1e-3)
    hdus = fits.HDUList([fits.PrimaryHDU()])
    for number in range(2):
        cards["CRPIX1"] = 30.0 - 70 * number
        hdus.append(fits.CompImageHDU(noise(44, 60, kind=kind), cards, "CHIP%d" % number,
                                      compression_type=compression, **more))
    return hdus


def spectrum(rows, **cards):
    count = 300
    wave = np.linspace(500, 560, count)
    arrays = [("WAVE", "nm", "em.wl"), ("FLUX", "adu", "phot.flux.density"), ("ERR", "adu", "stat.error")]
    columns = []
    for name, unit, _ in arrays:
        values = wave if name == "WAVE" else DICE.normal(1, 0.1, count)
        columns.append(fits.Column(name, "E" if rows else "%dE" % count, unit, array=values if rows else [values]))
    table = fits.BinTableHDU.from_columns(columns)
    for number, (_, _, ucd) in enumerate(arrays, 1):
        table.header["TUCD%d" % number] = ucd
    if not rows:
        table.header.update(header(NELEM=count, TDMIN1=500.0, TDMAX1=560.0, VOCLASS="SPECTRUM V2.0"))
    primary = fits.PrimaryHDU()
    primary.header.update(header(WAVELMIN=500.0, WAVELMAX=560.0, SPECSYS="BARYCENT"))
    return fits.HDUList([primary, table])


def spectrum_in_images():
    cards = header(CTYPE1="WAVE", CUNIT1="nm", CRVAL1=400.0, CRPIX1=1.0, CDELT1=0.05)
    return fits.HDUList([fits.PrimaryHDU(), image((400,), cards, "FLUX"), image((400,), cards, "ERRS")])


def sources():
    count = 400
    table = fits.BinTableHDU.from_columns([
        fits.Column("NAME", "12A", array=["source %d" % i for i in range(count)]),
        fits.Column("RA", "D", "deg", array=DICE.uniform(149.5, 150.5, count)),
        fits.Column("DEC", "D", "deg", array=DICE.uniform(1.7, 2.7, count)),
        fits.Column("SAMPLES", "PE()", array=np.array([noise(i % 5 + 1) for i in range(count)], dtype=object)),
        fits.Column("MJD", "D", "d", array=np.sort(DICE.uniform(60000, 60100, count)))])
    return fits.HDUList([fits.PrimaryHDU(), table])


def sources_in_ascii():
    count = 100
    table = fits.TableHDU.from_columns(fits.ColDefs([
        fits.Column("RA", "F12.7", "deg", array=DICE.uniform(10, 11, count), ascii=True),
        fits.Column("DEC", "F12.7", "deg", array=DICE.uniform(-5, -4, count), ascii=True)]))
    return fits.HDUList([fits.PrimaryHDU(), table])


def light_curve():
    count = 300
    table = fits.BinTableHDU.from_columns([
        fits.Column("TIME", "D", "s", array=np.arange(count) * 600.0),
        fits.Column("RATE", "E", "count/s", array=noise(count))])
    table.header.update(header(TIMESYS="TT", MJDREFI=60000, MJDREFF=0.00080074074074, TUCD1="time.epoch"))
    return fits.HDUList([fits.PrimaryHDU(), table])


KINDS = {
    "rotated_car": rotated_car, "ait_across_180": ait_across_180, "sip": sip, "lookup_tables": lookup_tables,
    "scamp_pv": scamp_pv, "no_radesys": no_radesys, "linear_third_axis": linear_third_axis, "muse_like": muse_like,
    "alma_like": alma_like, "around_the_pole": around_the_pole, "other_projections": other_projections,
    "mosaic": mosaic, "spectrum_in_arrays": lambda: spectrum(False), "spectrum_in_rows": lambda: spectrum(True),
    "spectrum_in_images": spectrum_in_images, "sources": sources, "sources_in_ascii": sources_in_ascii,
    "light_curve": light_curve,
    "lsrk": lambda: velocity_cube("LSRK"), "topocentric": lambda: velocity_cube("TOPOCENT", **observed()),
    "topocentric_untold": lambda: velocity_cube("TOPOCENT"), "heliocentric": lambda: velocity_cube("HELIOCEN"),
    "rice": lambda: packed("RICE_1", "i2"), "rice_tiles": lambda: packed("RICE_1", "i4", tile_size=[16, 16]),
    "rice_dithered": lambda: packed("RICE_1", "f4", quantize_method=1, dither_seed=17),
    "gzip": lambda: packed("GZIP_1", "i2"), "gzip2_lossless": lambda: packed("GZIP_2", "f4", quantize_level=0),
    "hcompress": lambda: packed("HCOMPRESS_1", "i4"), "plio": lambda: packed("PLIO_1", "u1"),
}


def main():
    for kind, maker in KINDS.items():
        maker().writeto(os.path.join(sys.argv[1], kind + ".fits"), checksum=True, output_verify="silentfix+ignore")


main()
