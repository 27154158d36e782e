# SPDX-License-Identifier: Apache-2.0
"""astroquery's ESO module, as if the server under test were ESO's. What its checks share.

Versions from 0.4.7 on log in by tokens. They are looked for in it-tests/target/astroquery/SUITE, where .ci/run unpacks
those of Debian's releases, and then among what is installed; the folder that the variable NASMYTH_ASTROQUERY names
stands before both.
"""

import contextlib
import os
import pathlib
import sys
import tempfile
import traceback

import requests

from nasmyth_check import BASE, same, skip, true

UNPACKED = pathlib.Path(__file__).resolve().parents[3] / "target" / "astroquery"

# Others may come with Debian any day: they are tried, and where they do not pass, that is told and no failure.
TRIED = {"0.4.7", "0.4.11"}

PRIVATE = "r.prog_title LIKE '%PRIVATE METADATA%'"


def imported(suite, password):
    """The class of clients, which know the password of each name by a function."""
    sys.path[:0] = [str(path) for path in (UNPACKED / suite).glob("usr/lib/python3/dist-packages")]
    if "NASMYTH_ASTROQUERY" in os.environ:
        sys.path.insert(0, os.environ["NASMYTH_ASTROQUERY"])
    try:
        import astroquery
        import keyring
        from astroquery.eso import EsoClass
    except Exception as unusable:  # such as a language that is newer than this Python
        skip("astroquery cannot be used: %r" % unusable)
    print("astroquery", astroquery.__version__, "of", pathlib.Path(astroquery.__file__).parent)
    if not hasattr(EsoClass, "AUTH_URL"):
        skip("astroquery's ESO module is too old to log in by tokens")

    class Passwords(keyring.backend.KeyringBackend):
        """Where astroquery looks for passwords before it asks a person."""

        priority = 1

        def get_password(self, service, username):
            return password(username)

        def set_password(self, service, username, password):
            raise AssertionError("nothing is stored unless it is asked for")

    # It would keep answers of the token service, too, and take them for those of another server at the same port.
    astroquery.cache_conf.cache_active = False
    keyring.set_keyring(Passwords())
    EsoClass.AUTH_URL = BASE + "/sso/oidc/token"
    EsoClass.DOWNLOAD_URL = BASE + "/dataPortal/file/"
    EsoClass.CALSELECTOR_URL = BASE + "/calselector/v1/associations"
    return EsoClass


@contextlib.contextmanager
def trial():
    """What is checked with the version that was imported."""
    import astroquery

    version = astroquery.__version__.split("+")[0]
    try:
        yield
    except (Exception, SystemExit) as wrong:
        if version in TRIED:
            raise
        traceback.print_exc()
        skip("astroquery %s, which has not been tried before, does not pass: %s" % (version, wrong))


def logged_in(eso_class, name):
    eso = eso_class()
    eso.login(username=name)
    true(eso._get_auth_header(), name + " has a token that the client goes on with")
    return eso


def refused(eso_class, name, password):
    """Checks that a wrong password is told."""
    try:
        true(not eso_class()._authenticate(username=name, password=password), "a wrong password is told")
    except requests.HTTPError as error:
        true("400" in str(error), "a wrong password is told: %s" % error)


def private_file(eso):
    """The identifier of a file of a private programme that is there, found with the client's own header."""
    answer = requests.post(
        BASE + "/tap_obs/sync",
        data={
            "LANG": "ADQL",
            "FORMAT": "csv",
            "QUERY": "SELECT TOP 1 r.dp_id FROM dbo.raw AS r JOIN archive.files AS f ON f.file_id = r.dp_id WHERE "
            + PRIVATE
            + " AND r.instrument = 'MUSE' ORDER BY r.dp_id",
        },
        headers=eso._get_auth_header(),
        timeout=60,
    )
    same(answer.status_code, 200, "status of a query with astroquery's own header")
    lines = answer.text.splitlines()
    same(len(lines), 2, "lines of a query for one private file")
    return lines[1]


def downloads(eso, identifier):
    """The files that a client gets; none that somebody else has downloaded before."""
    eso.cache_location = tempfile.mkdtemp()
    try:
        files = eso.retrieve_data([identifier], destination=tempfile.mkdtemp())
    except requests.HTTPError as error:  # astroquery lets the client library's own through
        true("40" in str(error), "why nothing is downloaded: %s" % error)
        return []
    for file in files or []:
        true(pathlib.Path(file).stat().st_size > 2880, "the file has something in it")
    return files or []


def calibrations(eso):
    """Checks the module's search for calibrations, in both modes: of one frame, of several, with unknown ones among them."""
    if not hasattr(eso, "get_associated_files"):
        print("this version does not ask for calibrations")
        return
    frames = public_frames(2)
    for mode in ("raw", "processed"):
        folder = pathlib.Path(tempfile.mkdtemp())
        found = [set(eso.get_associated_files([frame], mode=mode, savexml=True, destination=folder)) for frame in frames]
        true(all(found), "each frame has calibrations, mode " + mode)
        same(len(list(folder.glob("*.xml"))), 2, "trees that were saved")
        both = set(eso.get_associated_files(frames, mode=mode, savexml=True, destination=folder))
        # Frames that are processed along with one are among its files; those that are asked for are left out.
        same(both, (found[0] | found[1]) - set(frames), "calibrations of both at once, mode " + mode)
        strange = frames + ["MUSE.2014-01-01T00:00:00.000", "no such/frame"]
        same(set(eso.get_associated_files(strange, mode=mode)), both, "calibrations with unknown frames among them")
        same(eso.get_associated_files(strange[2:], mode=mode), [], "calibrations of unknown frames alone")
    try:
        eso.get_associated_files([strange[2]])
        true(False, "an unknown frame is told")
    except requests.HTTPError as error:
        true("404" in str(error), "an unknown frame is told: %s" % error)


def public_frames(count):
    """Raw frames of the science programmes whose data are public."""
    answer = requests.get(
        BASE + "/tap_obs/sync",
        params={
            "LANG": "ADQL",
            "FORMAT": "csv",
            "QUERY": "SELECT TOP %d dp_id FROM dbo.raw WHERE instrument = 'MUSE' AND dp_cat = 'SCIENCE'"
            " AND release_date < '2020-01-01' ORDER BY dp_id" % count,
        },
        timeout=60,
    )
    return answer.text.split()[1:]


def queries(eso, identifier):
    """Checks the module's queries, if they are by TAP: a private frame is there with a token and not without."""
    if not hasattr(eso, "query_tap"):
        print("this version queries by ESO's forms, not by TAP")
        return
    from astroquery.eso import conf

    conf.tap_obs_url, conf.tap_cat_url = BASE + "/tap_obs", BASE + "/tap_cat"
    true({"muse", "hawki"} <= set(eso.list_instruments()), "instruments are listed")
    true("MUSE" in set(eso.list_surveys()), "collections of products are listed")
    frame = {"dp_id": "= '%s'" % identifier}
    asked = {
        "main": lambda **way: eso.query_main(column_filters=frame, **way),
        "instrument": lambda **way: eso.query_instrument("muse", column_filters=frame, **way),
        "TAP": lambda **way: eso.query_tap("SELECT dp_id FROM dbo.raw WHERE dp_id = '%s'" % identifier, **way),
    }
    for what, ask in asked.items():
        same(len(ask(authenticated=True)), 1, "private frames by a query of %s with the token" % what)
        same(len(ask()), 0, "private frames by a query of %s without it" % what)
    eso.ROW_LIMIT = 3
    same(len(eso.query_surveys("MUSE", authenticated=True)), 3, "products of a collection, under a limit")
