# SPDX-License-Identifier: Apache-2.0
"""The sample's users log in as with ESO: a token from /sso/oidc, by GET or POST, and pyvo sends it along."""

import base64
import json

import pyvo
import requests

from nasmyth_check import BASE, same, service, true

GRANT = {"response_type": "id_token token", "grant_type": "password", "client_id": "clientid"}
QUERY = "SELECT TOP 3 dp_id FROM ivoa.ObsCore"


def login(name, password, **more):
    parameters = {**GRANT, "username": name, "password": password, **more}
    return requests.get(BASE + "/sso/oidc/token", params=parameters, timeout=60)


def session(header):
    """A session that sends a header Authorization along."""
    made = requests.Session()
    made.headers["Authorization"] = header
    return made


answer = login("pi", "sample-pi", client_secret="clientSecret")
same(answer.status_code, 200, "status of a login")
same(answer.json()["expires_in"], 28800, "life of a token")
token = answer.json()["id_token"]
payload = token.split(".")[1]
claims = json.loads(base64.urlsafe_b64decode(payload + "=="))
same(claims["sub"], "pi", "whose token it is")
true(isinstance(claims["exp"], int), "exp is a number")

posted = requests.post(
    BASE + "/sso/oidc/accessToken",
    params={"grant_type": "password", "client_id": "clientid"},
    data={"username": "team", "password": "sample-team"},
    timeout=60,
)
same(posted.status_code, 200, "status of a login by POST")
same(login("pi", "not it").status_code, 400, "status of a wrong password")

tap = pyvo.dal.TAPService(BASE + "/tap_obs", session=session("Bearer " + token))
same(len(tap.search(QUERY)), 3, "rows with a token")
padded = pyvo.dal.TAPService(BASE + "/tap_obs", session=session("Bearer " + token + "=="))
same(len(padded.search(QUERY)), 3, "rows with a token that has padding")

job = tap.submit_job(QUERY)
try:
    job.run().wait(timeout=60)
    same(len(job.fetch_result()), 3, "rows of a job with a token")
    same(requests.get(job.url, timeout=60).status_code in (403, 404), True, "another's job is not shown")
finally:
    job.delete()

for name, header in (
    ("token", "Bearer " + token),
    ("password", "Basic " + base64.b64encode(b"team:sample-team").decode()),
):
    known = requests.get(BASE + "/tap_obs/capabilities", headers={"Authorization": header}, timeout=60)
    same(known.status_code, 200, "status with a " + name)
    true(known.headers["X-VO-Authenticated"] in ("pi", "team"), "who has logged in is told with a " + name)

anonymous = requests.get(BASE + "/tap_obs/capabilities", timeout=60)
same(anonymous.status_code, 200, "status for who has not logged in")
true("Bearer" in anonymous.headers["WWW-Authenticate"], "ways to log in")
true("Basic" in anonymous.headers["WWW-Authenticate"], "ways to log in")
same(len(service("tap_obs").search(QUERY)), 3, "rows for who has not logged in")

for bad in ("Bearer " + token[:-4] + "AAAA", "Bearer nonsense", "Basic " + base64.b64encode(b"pi:x").decode()):
    for path in ("/tap_obs/capabilities", "/tap_obs/tables", "/tap_obs/async", "/datalink/capabilities", "/hdr"):
        refused = requests.get(
            BASE + path, headers={"Authorization": bad}, timeout=60, allow_redirects=False
        )
        true(refused.status_code in (401, 429), "%s is refused at %s: %d" % (bad[:6], path, refused.status_code))
        if refused.status_code == 401:
            true("WWW-Authenticate" in refused.headers, "a challenge at " + path)
        true(token[-20:] not in refused.text, "nothing of a token at " + path)
