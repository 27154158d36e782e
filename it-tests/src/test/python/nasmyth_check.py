# SPDX-License-Identifier: Apache-2.0
"""What the checks of this folder share. A check is a script that ends with status 0 when all is right,
with status 77 after printing why it had to be skipped, and with any other status when something is wrong."""

import os
import sys
import warnings

BASE = os.environ["NASMYTH_BASE"]


def service(name):
    """One of the server's TAP services, such as tap_obs."""
    import pyvo  # not before, because some checks bring another one along

    return pyvo.dal.TAPService(BASE + "/" + name)


def rows(service, adql, **options):
    """The result of a query as a table, without pyvo's default limit of rows and with no warning allowed."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.simplefilter("ignore", ResourceWarning)
        return service.search(adql, **options).to_table()


def first(service, adql):
    """The first row of a query's result as a dictionary."""
    table = rows(service, adql)
    if len(table) == 0:
        fail("no row at all for: " + adql)
    return {name: table[name][0] for name in table.colnames}


def same(found, wanted, what):
    """Ends the check unless two values are equal."""
    if found != wanted:
        fail("%s: found %r, wanted %r" % (what, found, wanted))


def true(condition, what):
    """Ends the check unless a condition holds."""
    if not condition:
        fail(what)


def fail(message):
    """Ends the check."""
    sys.exit("WRONG: " + message)


def skip(reason):
    """Leaves the check undone."""
    print("skipped: " + reason)
    sys.exit(77)
