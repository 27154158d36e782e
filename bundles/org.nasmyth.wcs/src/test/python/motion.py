# SPDX-License-Identifier: Apache-2.0
"""Writes how fast observers at rest in the standards of FITS move towards places of the sky, seen from the barycentre.

    motion.py > ../resources/org/nasmyth/wcs/motion/velocities.csv

Each line: standard, modified Julian date (UTC), longitude, latitude and height of the observatory, right ascension and
declination, velocity towards there in m/s. By astropy 5.2 with its built-in ephemeris; the standards of rest that the
Sun moves against are astropy's, which has the same definitions as FITS Paper III."""

import random

import astropy.units as u
from astropy.coordinates import (EarthLocation, FK4, SkyCoord, Galactic, CartesianDifferential, CartesianRepresentation,
                                 get_body_barycentric_posvel)
from astropy.time import Time
from astropy.utils import iers

iers.conf.auto_download = False
iers.conf.iers_degraded_accuracy = "warn"
dice = random.Random(7)


def towards(velocity, place):
    unit = place.cartesian.xyz.value
    return sum(v * n for v, n in zip(velocity, unit))


def of_earth(time, location):
    earth = get_body_barycentric_posvel("earth", time)[1].xyz.to_value(u.m / u.s)
    if location is None:
        return earth
    return earth + location.get_gcrs_posvel(time)[1].xyz.to_value(u.m / u.s)


def of_lsrk():
    apex = SkyCoord(18 * u.hourangle, 30 * u.deg, frame=FK4(equinox="B1900", obstime="B1900")).icrs
    return -20e3 * apex.cartesian.xyz.value


def of_galactic(u_, v_, w_):
    # Far enough away for the direction to be the vector's.
    way = SkyCoord(CartesianRepresentation(u_, v_, w_), frame="galactic").icrs.cartesian.xyz.value
    return -1e3 * way


for kind in ["TOPOCENT", "GEOCENTR", "HELIOCEN", "LSRK", "LSRD"]:
    for _ in range(40 if kind in ("TOPOCENT", "GEOCENTR") else 10):
        time = Time(dice.uniform(43000, 66000), format="mjd", scale="utc")
        lon, lat, height = dice.uniform(-180, 180), dice.uniform(-60, 60), dice.uniform(0, 5000)
        place = SkyCoord(dice.uniform(0, 360), dice.uniform(-90, 90), unit="deg", frame="icrs")
        site = EarthLocation.from_geodetic(lon, lat, height)
        velocity = {
            "TOPOCENT": lambda: of_earth(time, site),
            "GEOCENTR": lambda: of_earth(time, None),
            "HELIOCEN": lambda: get_body_barycentric_posvel("sun", time)[1].xyz.to_value(u.m / u.s),
            "LSRK": of_lsrk,
            "LSRD": lambda: of_galactic(9, 12, 7),
        }[kind]()
        print("%s,%.8f,%.6f,%.6f,%.1f,%.8f,%.8f,%.3f" % (
            kind, time.mjd, lon, lat, height, place.ra.deg, place.dec.deg, towards(velocity, place)))
