# SPDX-License-Identifier: Apache-2.0
"""astroquery's ESO module logs in at our token service and downloads what is private, and only that it may have.

Needs a version that logs in by tokens (0.4.7 or later): the one that it-tests/target/astroquery holds, see .ci/run, or the
one that is installed.
"""

import pathlib
import sys
import tempfile

import requests

from nasmyth_check import BASE, same, skip, true

UNPACKED = pathlib.Path(__file__).resolve().parents[4] / "target" / "astroquery"
sys.path[:0] = [str(path) for path in UNPACKED.glob("usr/lib/python3/dist-packages")]
try:
    import keyring
    from astroquery.eso import EsoClass
except ImportError as missing:
    skip("astroquery cannot be used: %s" % missing)
if not hasattr(EsoClass, "AUTH_URL"):
    skip("astroquery's ESO module is too old to log in by tokens")


class SamplePasswords(keyring.backend.KeyringBackend):
    """Where astroquery looks for passwords before it asks a person."""

    priority = 1

    def get_password(self, service, username):
        return "sample-" + username

    def set_password(self, service, username, password):
        raise AssertionError("nothing is stored unless it is asked for")


keyring.set_keyring(SamplePasswords())
EsoClass.AUTH_URL = BASE + "/sso/oidc/token"
EsoClass.DOWNLOAD_URL = BASE + "/dataPortal/file/"


def logged_in(name):
    eso = EsoClass()
    eso.login(username=name)
    true(eso._auth_info and not eso._auth_info.expired(), name + " is logged in")
    return eso


def first(condition, eso):
    answer = requests.post(
        BASE + "/tap_obs/sync",
        data={
            "LANG": "ADQL",
            "FORMAT": "csv",
            "QUERY": "SELECT TOP 1 r.dp_id FROM dbo.raw AS r JOIN archive.files AS f ON f.file_id = r.dp_id WHERE "
            + condition
            + " ORDER BY r.dp_id",
        },
        headers=eso._get_auth_header(),
        timeout=60,
    )
    same(answer.status_code, 200, "status of a query with astroquery's own header")
    return answer.text.splitlines()[1]


pi = logged_in("pi")
secret = first("r.prog_title LIKE '%PRIVATE METADATA%'", pi)
with tempfile.TemporaryDirectory() as folder:
    files = pi.retrieve_data([secret], destination=folder)
    same(len(files), 1, "files downloaded by who may have them")
    true(pathlib.Path(files[0]).stat().st_size > 2880, "the file has something in it")
    for name in ("delegate", None):
        other = logged_in(name) if name else EsoClass()
        # Nothing that somebody else has downloaded before.
        other.cache_location = tempfile.mkdtemp(dir=folder)
        try:
            got = other.retrieve_data([secret], destination=tempfile.mkdtemp(dir=folder))
        except Exception as refused:  # astroquery lets the client library's own error through
            true("40" in str(refused), "why %s is refused: %s" % (name, refused))
        else:
            true(not got, "nothing is downloaded by %s" % name)
try:
    true(not EsoClass()._authenticate(username="pi", password="not it"), "a wrong password is told")
except Exception as refused:
    true("400" in str(refused), "a wrong password is told: %s" % refused)
