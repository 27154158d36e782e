# SPDX-License-Identifier: Apache-2.0
"""A cone search on ObsCore by INTERSECTS(s_region, CIRCLE) finds what lies there and nothing else."""

import numpy as np

from nasmyth_check import first, rows, same, service, true

RADIUS = 2.0


def distance(ra1, dec1, ra2, dec2):
    """Degrees between positions, by the haversine formula."""
    ra1, dec1, ra2, dec2 = (np.radians(np.asarray(angle, dtype=float)) for angle in (ra1, dec1, ra2, dec2))
    half = np.sin((dec2 - dec1) / 2) ** 2 + np.cos(dec1) * np.cos(dec2) * np.sin((ra2 - ra1) / 2) ** 2
    return np.degrees(2 * np.arcsin(np.sqrt(half)))


tap = service("tap_obs")
target = first(tap, "SELECT TOP 1 dp_id, s_ra, s_dec FROM ivoa.ObsCore "
                    "WHERE dataproduct_type = 'spectrum' AND s_region LIKE 'POSITION%'")
found = rows(tap, "SELECT dp_id, s_ra, s_dec, s_region FROM ivoa.ObsCore "
                  "WHERE 1 = INTERSECTS(s_region, CIRCLE('ICRS', %.6f, %.6f, %.1f))"
             % (target["s_ra"], target["s_dec"], RADIUS), maxrec=1000000)
true(target["dp_id"] in list(found["dp_id"]), "the cone finds the data set that it is centred on")

everything = rows(tap, "SELECT dp_id, s_ra, s_dec FROM ivoa.ObsCore WHERE s_region LIKE 'POSITION%'",
                  maxrec=1000000)
near = distance(everything["s_ra"], everything["s_dec"], target["s_ra"], target["s_dec"]) <= RADIUS
points = np.array([str(region).startswith("POSITION") for region in found["s_region"]])
same(sorted(found["dp_id"][points]), sorted(everything["dp_id"][near]), "data sets that are points")

centres = distance(found["s_ra"], found["s_dec"], target["s_ra"], target["s_dec"])
true(np.all(centres[~points] < RADIUS + 5), "outlines that are found lie near the cone")
print(len(found), "data sets, of which points:", int(points.sum()))
