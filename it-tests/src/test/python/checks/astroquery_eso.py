# SPDX-License-Identifier: Apache-2.0
"""astroquery's ESO module of Debian 13 logs in at our token service and downloads what it may have, and only that."""

import eso_accounts

eso_accounts.check("trixie")
