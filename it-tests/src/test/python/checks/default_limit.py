# SPDX-License-Identifier: Apache-2.0
"""The default and the hard limit of rows that capabilities publish are those that hold."""

import warnings

from nasmyth_check import same, service, true

tap = service("tap_obs")
true(tap.maxrec is not None and tap.maxrec > 0, "capabilities publish a default limit")
true(tap.hardlimit >= tap.maxrec, "capabilities publish a hard limit that is not below the default")
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    result = tap.search("SELECT dp_id FROM dbo.raw")
same(len(result), tap.maxrec, "rows without MAXREC")
print("default", tap.maxrec, "hard", tap.hardlimit)
