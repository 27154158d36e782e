# SPDX-License-Identifier: Apache-2.0
"""Texts are compared as ESO's database does it, ignoring case, where a service offers that."""

from nasmyth_check import first, rows, same, service, skip, true

tap = service("tap_obs")

spectra = "select count(*) as n from ivoa.ObsCore where dataproduct_type = '%s'"
in_capitals = int(first(tap, spectra % "SPECTRUM")["n"])
if in_capitals == 0:
    skip("this service compares texts exactly; ESO's ignores case")
same(in_capitals, int(first(tap, spectra % "spectrum")["n"]), "spectra in capitals and in small letters")

columns = rows(tap, "select column_name from TAP_SCHEMA.columns where table_name = 'ist.MUSE'")
true({"dp_id", "s_region", "ra", "dec"} <= set(columns["column_name"]), "help lists the columns of ist.MUSE")
