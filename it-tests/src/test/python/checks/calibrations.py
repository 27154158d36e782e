# SPDX-License-Identifier: Apache-2.0
"""Calibrations with pyvo: from a query of raw frames by their links to lists of calibrations, and to their files; the
service's descriptor; files by the cascade's tree.

Narrower terms are left out, because pyvo would fetch the vocabulary from the network."""

import io
import urllib.request
import xml.etree.ElementTree as ElementTree

from astropy.io.votable import parse
from pyvo.dal.adhoc import DatalinkResults

from nasmyth_check import BASE, same, service, true


def status(url):
    with urllib.request.urlopen(url.replace("localhost", "127.0.0.1")) as answer:
        return answer.status


tap = service("tap_obs")
frames = tap.search(
    "SELECT TOP 3 r.* FROM dbo.raw AS r JOIN archive.files AS f ON f.file_id = r.dp_id"
    " WHERE r.dp_cat = 'SCIENCE' AND r.instrument = 'MUSE' AND r.release_date < '2020-01-01' ORDER BY r.dp_id")
same(len(frames), 3, "public frames with files")
found = 0
for frame, links in zip(frames, frames.iter_datalinks()):
    frame_id = str(frame["dp_id"])
    lists = {
        word: [link.access_url for link in links if str(link.semantics).endswith("#calSelector_" + word)]
        for word in ("raw2raw", "raw2master")
    }
    for word, urls in lists.items():
        same(len(urls), 1, "links to calibrations by " + word)
        calibrations = DatalinkResults.from_result_url(urls[0])
        this = next(calibrations.bysemantics("#this", include_narrower=False))
        true('complete="' in this.description, "the list says whether it is complete: " + this.description)
        files = list(calibrations.bysemantics("#calibration", include_narrower=False))
        true(files, "there are calibrations by " + word)
        found += len(files)
        tree = [link for link in calibrations if str(link.semantics).endswith("#calSelector_" + word)]
        same(len(tree), 1, "trees of calibrations")
        with urllib.request.urlopen(tree[0].access_url) as answer:
            names = {file.attrib["name"] for file in ElementTree.parse(answer).iter("file")}
        listed = {str(file.access_url).rsplit("/", 1)[1] for file in files}
        true(listed <= names and frame_id in names, "what is listed is in the tree")
        stored = tap.search(
            "SELECT file_id FROM archive.files WHERE file_id IN ('%s')" % "', '".join(sorted(listed)))
        for name in stored.to_table()["file_id"]:
            same(status(BASE + "/dataPortal/file/" + str(name)), 200, "status of " + str(name))

    # SODA comes first, so that scripts that take the first service still cut.
    first = links.get_first_proc()
    same(first.semantics, "#cutout", "what the first service of a frame is")
    descriptor = next(proc for proc in links.iter_procs() if str(proc.service_def).endswith("_calselector"))
    same(descriptor.semantics, "#calibration", "semantics of the descriptor of calibrations")
    same([p.name for p in descriptor.input_params], ["dp_id", "mode", "responseformat"], "what it takes")
    tree = ElementTree.parse(descriptor.process(mode="Raw2Raw", responseformat="xml")).getroot()
    true(frame_id in {file.attrib["name"] for file in tree.iter("file")}, "the tree is of the frame")
    answer = descriptor.process(mode="Raw2Master", responseformat="votable").read()
    table = parse(io.BytesIO(answer)).get_first_table()
    true(len(table.array) > 2, "rows of the list that the descriptor leads to")
print("%d links to calibrations" % found)
