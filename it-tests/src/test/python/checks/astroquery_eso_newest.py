# SPDX-License-Identifier: Apache-2.0
"""The newest astroquery of Debian, at our token service."""

import eso_accounts

eso_accounts.check("sid")
