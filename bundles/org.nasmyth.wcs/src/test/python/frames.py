# SPDX-License-Identifier: Apache-2.0
"""Makes the reference positions of the test of frames: what astropy makes of positions in ICRS.

Usage: /usr/bin/python3 frames.py > ../resources/org/nasmyth/wcs/frames.txt
Each line: CTYPE prefix, RADESYS, EQUINOX, longitude, latitude, right ascension and declination in ICRS.
"""
import random

import astropy.units as u
from astropy.coordinates import FK4, FK5, BarycentricMeanEcliptic, FK4NoETerms, Galactic, SkyCoord, Supergalactic

RANDOM = random.Random(2009)
FRAMES = [
    ("RA", "FK5", 2000.0, FK5(equinox="J2000")), ("RA", "FK5", 1975.0, FK5(equinox="J1975")),
    ("RA", "FK4", 1950.0, FK4(equinox="B1950")), ("RA", "FK4", 1900.0, FK4(equinox="B1900", obstime="B1950")),
    ("RA", "FK4-NO-E", 1950.0, FK4NoETerms(equinox="B1950")),
    ("GLON", "-", 0.0, Galactic()), ("SLON", "-", 0.0, Supergalactic()), ("ELON", "-", 2000.0, BarycentricMeanEcliptic(equinox="J2000"))]
for prefix, system, equinox, frame in FRAMES:
    for k in range(12):
        lon, lat = RANDOM.uniform(0, 360), [89.9, -89.5, 0.0][k] if k < 3 else RANDOM.uniform(-90, 90)
        icrs = SkyCoord(lon * u.deg, lat * u.deg, frame=frame).transform_to("icrs")
        print(prefix, system, equinox, repr(lon), repr(lat), repr(float(icrs.ra.deg)), repr(float(icrs.dec.deg)))
