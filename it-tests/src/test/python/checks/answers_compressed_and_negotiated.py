# SPDX-License-Identifier: Apache-2.0
"""Accept and Accept-Encoding: a browser gets a page, a program a VOTable, and who can unpack gets it packed."""

import requests

from nasmyth_check import BASE, same, service, true

URL = BASE + "/tap_obs/sync"
QUERY = {"LANG": "ADQL", "QUERY": "SELECT TOP 500 * FROM ivoa.ObsCore ORDER BY obs_publisher_did"}
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
JAVA = "text/html, image/gif, image/jpeg, */*; q=0.2"


def get(headers, **more):
    return requests.get(URL, params={**QUERY, **more}, headers=headers, timeout=60)


def kind(answer):
    return answer.headers["Content-Type"].split(";")[0]


same(kind(get({"Accept": BROWSER})), "text/html", "what a browser gets")
same(kind(get({"Accept": "*/*"})), "application/x-votable+xml", "what a program gets")
same(kind(get({"Accept": JAVA})), "application/x-votable+xml", "what a Java program gets")
same(kind(get({"Accept": "text/csv;q=0.5, application/fits"})), "application/fits", "what is wished for most")
same(kind(get({"Accept": BROWSER}, RESPONSEFORMAT="csv")), "text/csv", "what the parameter asks for")

plain = get({"Accept-Encoding": "identity"}, FORMAT="csv")
packed = get({"Accept-Encoding": "gzip"}, FORMAT="csv")
same(plain.headers.get("Content-Encoding"), None, "coding that nobody asked for")
same(packed.headers.get("Content-Encoding"), "gzip", "coding that was asked for")
same(packed.content, plain.content, "content of a packed answer")
same(get({"Accept-Encoding": "zstd"}, FORMAT="csv", stream=True).headers.get("Content-Encoding"), "zstd", "zstd")
same(get({"Accept-Encoding": "gzip"}, FORMAT="parquet").headers.get("Content-Encoding"), None, "coding of Parquet")
true("Accept-Encoding" in packed.headers["Vary"], "Vary")

tap = service("tap_obs")
job = tap.submit_job(QUERY["QUERY"])
job.run().wait(timeout=60)
result = requests.get(job.result_uri, headers={"Accept-Encoding": "gzip"}, timeout=60)
same(result.headers.get("Content-Encoding"), "gzip", "coding of a job's result")
same(len(job.fetch_result()), 500, "rows of a job's result")
job.delete()

refused = get({}, RESPONSEFORMAT="shapefile")
same(refused.status_code, 400, "unknown format")
for name in ("votable", "fits", "parquet", "ecsv", "html", "text", "csv", "tsv", "json"):
    true(name in refused.text, "an unknown format is answered with what there is, also " + name)
