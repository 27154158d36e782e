# SPDX-License-Identifier: Apache-2.0
"""Who may see what of the sample: each account, each kind of product, each address; secrets look like nothing."""

import re

import requests

from nasmyth_check import BASE, same, true

ACCOUNTS = ("nobody", "pi", "delegate", "team", "operator")
ROUTES = {
    "file": "/dataPortal/file/%s",
    "header": "/hdr?DpId=%s",
    "page": "/dataset/%s",
    "links": "/datalink/links?ID=%s",
    "cut-out": "/dataPortal/soda/sync?ID=%s&CIRCLE=10 10 0.1",
}
# What the routes answer, in their order; a cut-out that misses is 204 or 400 for those who may have one.
EXPECTED = """
          secret               held                 held by others       public
nobody    404 404 404 200 404  401 401 200 200 401  401 401 200 200 401  200 200 200 200 any
pi        200 200 200 200 any  200 200 200 200 any  403 403 200 200 403  200 200 200 200 any
delegate  403 403 200 200 403  200 200 200 200 any  403 403 200 200 403  200 200 200 200 any
team      200 200 200 200 any  any any 200 200 any  403 403 200 200 403  200 200 200 200 any
operator  200 200 200 200 any  200 200 200 200 any  200 200 200 200 any  200 200 200 200 any
"""
KINDS = ("secret", "held", "held by others", "public")


def session(account):
    made = requests.Session()
    if account != "nobody":
        token = requests.post(
            BASE + "/sso/oidc/token",
            data={
                "grant_type": "password",
                "client_id": "clientid",
                "username": account,
                "password": "sample-" + account,
            },
            timeout=60,
        ).json()["id_token"]
        made.headers["Authorization"] = "Bearer " + token
    return made


SESSIONS = {account: session(account) for account in ACCOUNTS}


def rows(account, query):
    answer = SESSIONS[account].post(
        BASE + "/tap_obs/sync", data={"LANG": "ADQL", "FORMAT": "csv", "QUERY": query}, timeout=60
    )
    same(answer.status_code, 200, "status of " + query)
    return [line.split(",") for line in answer.text.splitlines()[1:]]


def first(account, condition):
    """A raw frame whose file is there."""
    found = rows(
        account,
        "SELECT TOP 1 r.dp_id, r.prog_id FROM dbo.raw AS r JOIN archive.files AS f ON f.file_id = r.dp_id"
        " WHERE " + condition + " ORDER BY r.dp_id",
    )
    true(found, "there is a frame with " + condition)
    return found[0]


SECRET = "r.prog_title LIKE '%PRIVATE METADATA%'"
HELD = "r.release_date > '2090-01-01' AND r.prog_title LIKE '%HELD BACK%'"
secret = first("pi", SECRET)
# Of the held programmes with files the principal investigator has the first.
programmes = rows(
    "operator",
    "SELECT DISTINCT r.prog_id FROM dbo.raw AS r JOIN archive.files AS f ON f.file_id = r.dp_id WHERE " + HELD,
)
own = min(row[0] for row in programmes)
products = {"secret": secret[0]}
products["held"] = first("pi", "r.prog_id = '" + own + "'")[0]
products["held by others"] = first(
    "pi", HELD + " AND r.prog_id <> '" + own + "' AND r.instrument <> 'MUSE'"
)[0]
products["public"] = first("nobody", "r.release_date < '2020-01-01' AND r.dp_cat = 'SCIENCE'")[0]

for line in EXPECTED.strip().splitlines()[1:]:
    account, *codes = line.split()
    for kind in KINDS:
        for route, address in ROUTES.items():
            expected = codes.pop(0)
            got = SESSIONS[account].get(BASE + address % products[kind], timeout=60).status_code
            if expected != "any":
                same(got, int(expected), "%s of what is %s for %s" % (route, kind, account))

counts = {account: int(rows(account, "SELECT COUNT(*) FROM dbo.raw")[0][0]) for account in ACCOUNTS}
true(counts["nobody"] < counts["pi"] == counts["delegate"] < counts["operator"], "frames seen: %s" % counts)
same(counts["team"], counts["operator"], "the team's instrument is that of all secrets")
for table in ("dbo.raw", "ivoa.ObsCore", "phase3v2.product_files", "phase3v2.files", "phase3v2.provenance",
              "archive.files", "ist.muse", "util.programmes"):
    seen = [int(rows(account, "SELECT COUNT(*) FROM " + table)[0][0]) for account in ("nobody", "operator")]
    true(seen[0] < seen[1], "%s hides something: %s" % (table, seen))

# What nobody may know of is answered as what is not there, in every byte.
absent = re.sub(r"\d{3}$", "999", secret[0])
true(not rows("operator", "SELECT dp_id FROM dbo.raw WHERE dp_id = '" + absent + "'"), "there is no such frame")
for route, address in ROUTES.items():
    for method in ("GET", "HEAD"):
        answers = []
        for identifier in (secret[0], absent):
            answer = requests.request(method, BASE + address % identifier, timeout=60)
            headers = {name: value for name, value in answer.headers.items() if name.lower() != "date"}
            answers.append((answer.status_code, headers, answer.text.replace(identifier, "ID")))
        same(answers[0], answers[1], "%s of %s" % (method, route))

for name in ("access.grants", "access.programmes", "grants"):
    refused = requests.get(
        BASE + "/tap_obs/sync", params={"LANG": "ADQL", "QUERY": "SELECT * FROM " + name}, timeout=60
    )
    same(refused.status_code, 400, "status of a query of " + name)
    true("nknown" in refused.text, "the table is not known")
