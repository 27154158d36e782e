# SPDX-License-Identifier: Apache-2.0
"""DataLink with pyvo: the links that the rows of ivoa.ObsCore lead to, links by semantics, the file itself.

Narrower terms are left out, because pyvo would fetch the vocabulary from the network."""

import urllib.request

from pyvo.dal.adhoc import DatalinkResults

from nasmyth_check import fail, same, service

tap = service("tap_obs")
cubes = tap.search(
    "SELECT TOP 5 o.* FROM ivoa.ObsCore AS o JOIN archive.files AS f ON f.file_id = o.dp_id"
    " WHERE o.dataproduct_type = 'cube' ORDER BY o.dp_id")
same(len(cubes), 5, "cubes with files")
lists = [DatalinkResults.from_result_url(url) for url in cubes.to_table()["access_url"]]
for links in lists:
    this = next(links.bysemantics("#this", include_narrower=False))
    if not list(links.bysemantics("#preview", include_narrower=False)) or not list(links.bysemantics("#auxiliary", include_narrower=False)):
        fail("a cube has no preview or no ancillary file")
    with urllib.request.urlopen(this["access_url"]) as answer:
        same(len(answer.read()), this["content_length"], "length of " + this["access_url"])

links = DatalinkResults.from_result_url(cubes[0]["access_url"])
with next(links.bysemantics("#this", include_narrower=False)).getdataobj() as hdus:
    same(hdus[0].header["PRODCATG"].startswith("SCIENCE.CUBE"), True, "the file is a cube")
