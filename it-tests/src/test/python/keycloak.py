# SPDX-License-Identifier: Apache-2.0
"""Tokens of a real Keycloak, whose realm is the argument: pyvo queries with those that are for the archive."""

import sys

import pyvo
import requests

from nasmyth_check import BASE, same, true

ISSUER = sys.argv[1]


def login(client):
    """The tokens that the realm's user gets for a client."""
    form = {
        "grant_type": "password",
        "client_id": client,
        "username": "kate",
        "password": "keycloak-kate",
        "scope": "openid",
    }
    answer = requests.post(ISSUER + "/protocol/openid-connect/token", data=form, timeout=60)
    same(answer.status_code, 200, "status of Keycloak's answer")
    return answer.json()


def ask(token):
    header = {"Authorization": "Bearer " + token}
    return requests.get(BASE + "/tap_obs/capabilities", headers=header, timeout=60)


mine = login("nasmyth")
for kind in ("access_token", "id_token"):
    answer = ask(mine[kind])
    same(answer.status_code, 200, "status with a good " + kind)
    same(answer.headers["X-VO-Authenticated"], "kate", "whose %s it is" % kind)
    session = requests.Session()
    session.headers["Authorization"] = "Bearer " + mine[kind]
    tap = pyvo.dal.TAPService(BASE + "/tap_obs", session=session)
    same(len(tap.search("SELECT TOP 3 dp_id FROM ivoa.ObsCore")), 3, "rows with a good " + kind)

others = login("other")
bad = {
    "access token for another client": others["access_token"],
    "ID token for another client": others["id_token"],
    "refresh token": mine["refresh_token"],
    "changed token": mine["id_token"][:-8] + "AAAAAAAA",
}
for what, token in bad.items():
    answer = ask(token)
    same(answer.status_code, 401, "status with a " + what)
    true("invalid_token" in answer.headers["WWW-Authenticate"], "the reason of a refused " + what)
