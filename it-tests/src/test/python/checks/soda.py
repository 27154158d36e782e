# SPDX-License-Identifier: Apache-2.0
"""Cut-outs with pyvo: from the rows of ivoa.ObsCore, by DataLink, to pixels at the places that were asked for."""

import io
import urllib.request

import astropy.units as u
import numpy
from astropy.io import fits
from astropy.wcs import WCS
from pyvo.dal.adhoc import DatalinkResults, SodaQuery

from nasmyth_check import BASE, fail, same, service, true

tap = service("tap_obs")


def opened(stream):
    """The FITS file of a stream of pyvo's, with its sums checked."""
    return fits.open(io.BytesIO(stream.read()), checksum=True)


def whole(dp_id):
    """The whole file of a dataset."""
    with urllib.request.urlopen(BASE + "/dataPortal/file/" + dp_id) as answer:
        return fits.open(io.BytesIO(answer.read()))


def links(kind):
    """The links of a dataset with a file, as a client of ObsCore comes to them, and its row."""
    row = tap.search(
        "SELECT TOP 1 o.* FROM ivoa.ObsCore AS o JOIN archive.files AS f ON f.file_id = o.dp_id"
        " WHERE o.dataproduct_type = '%s' AND o.instrument_name = 'MUSE' ORDER BY o.dp_id" % kind)[0]
    return DatalinkResults.from_result_url(row["access_url"]), row


def limits(descriptor):
    """The domains of a service's parameters."""
    group = next(group for group in descriptor.groups if group.name == "inputParams")
    return {param.name: param.values for param in group.entries}


def numbers(limit):
    """The numbers of a limit, which astropy reads as it reads the parameter's values."""
    return [float(value) for value in str(limit).strip("[]").replace(",", " ").split()]


def first_image(hdus):
    """The first HDU with pixels."""
    return next(hdu for hdu in hdus if hdu.header["NAXIS"] > 1 and hdu.data is not None)


found, row = links("cube")
proc = next(found.iter_procs())
same(proc["semantics"], "#cutout", "the link to the service")
descriptor = found.get_adhocservice_by_ivoid("ivo://ivoa.net/std/SODA#sync")
same(descriptor.ID, proc["service_def"], "the service of the link")
domains = limits(descriptor)
low, high = numbers(domains["BAND"].min)[0], numbers(domains["BAND"].max)[0]
true(0 < low < high, "BAND has limits")
ra, dec, radius = numbers(domains["CIRCLE"].max)
true(numpy.hypot((ra - row["s_ra"]) * numpy.cos(numpy.radians(dec)), dec - row["s_dec"]) < radius, "CIRCLE is around the data")

# the row's own way
middle = (low + high) / 2
band = (middle, middle + (high - low) / 50)
size = radius / 5
cut = opened(proc.processed(circle=(ra, dec, size) * u.deg, band=band * u.m))
source = whole(row["dp_id"])
piece, original = first_image(cut), first_image(source)
sky, all_sky = WCS(piece.header).celestial, WCS(original.header).celestial
x, y = sky.all_world2pix([[ra, dec]], 0)[0]
x0, y0 = all_sky.all_world2pix([[ra, dec]], 0)[0]
dx, dy = int(round(x0 - x)), int(round(y0 - y))
true(abs(x0 - x - dx) < 1e-6 and abs(y0 - y - dy) < 1e-6, "the pixels keep their places")
scale = numpy.sqrt(abs(numpy.linalg.det(all_sky.pixel_scale_matrix)))
true(abs(piece.header["NAXIS1"] * scale / 2 - size) < 2 * scale, "the piece has the size that was asked for")
dz = int(round(original.header["CRPIX3"] - piece.header["CRPIX3"]))
nz, ny, nx = piece.data.shape[-3:]
same(
    piece.data.tobytes(),
    original.data[..., dz:dz + nz, dy:dy + ny, dx:dx + nx].tobytes(),
    "the pixels themselves")

# the query's own way, and the whole result's
query = SodaQuery.from_resource(proc, descriptor, circle=(ra, dec, size) * u.deg)
true("CIRCLE" in query, "the query has a circle")
with opened(query.execute_stream()) as cube:
    same(first_image(cube).header["NAXIS3"], original.header["NAXIS3"], "all wavelengths")
with opened(proc.processed(band=[value * 1e9 for value in band] * u.nm)) as cube:
    same(first_image(cube).header["NAXIS3"], nz, "a band in nanometres is the same band")
    same(first_image(cube).header["NAXIS1"], original.header["NAXIS1"], "all of the sky")

# pyvo turns the errors into exceptions
try:
    proc.processed(circle=(ra, dec, -1) * u.deg)
    fail("a negative radius was taken")
except Exception as error:
    print(type(error).__name__, error)

# nothing there: 204 and no body
same(len(proc.processed(circle=((ra + 90) % 360, dec, size) * u.deg).read()), 0, "bytes of a piece from elsewhere")
print("pixels %s of %s" % (piece.data.shape, original.data.shape))
