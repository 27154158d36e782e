# SPDX-License-Identifier: Apache-2.0
"""The check of astroquery's ESO module with the accounts of the sample."""

import eso_client
from nasmyth_check import same


def check(suite):
    eso_class = eso_client.imported(suite, lambda name: "sample-" + name)
    with eso_client.trial():
        pi = eso_client.logged_in(eso_class, "pi")
        secret = eso_client.private_file(pi)
        same(len(eso_client.downloads(pi, secret)), 1, "files downloaded by who may have them")
        delegate = eso_client.logged_in(eso_class, "delegate")
        same(eso_client.downloads(delegate, secret), [], "files downloaded by who may only know of them")
        same(eso_client.downloads(eso_class(), secret), [], "files downloaded by who has not logged in")
        eso_client.refused(eso_class, "pi", "not it")
        eso_client.calibrations(eso_class())
        eso_client.queries(pi, secret)
