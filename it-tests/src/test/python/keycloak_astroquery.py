# SPDX-License-Identifier: Apache-2.0
"""astroquery's ESO module of a release of Debian's, the argument, with a user whom only Keycloak knows."""

import sys

import requests

import eso_client
from nasmyth_check import BASE, same

eso_class = eso_client.imported(sys.argv[1], lambda name: "keycloak-" + name)
with eso_client.trial():
    kate = eso_client.logged_in(eso_class, "kate")
    who = requests.get(BASE + "/tap_obs/capabilities", headers=kate._get_auth_header(), timeout=60)
    same(who.headers["X-VO-Authenticated"], "kate", "who asks with the client's token")
    secret = eso_client.private_file(kate)
    same(len(eso_client.downloads(kate, secret)), 1, "files downloaded by the group that may have them")
    same(eso_client.downloads(eso_class(), secret), [], "files downloaded by who has not logged in")
    eso_client.refused(eso_class, "kate", "not it")
    eso_client.queries(kate, secret)
