# SPDX-License-Identifier: Apache-2.0
"""What pyvo raises for a wrong query says what is wrong, where, and what was perhaps meant."""

from pyvo.dal import DALQueryError

from nasmyth_check import fail, service, true

tap = service("tap_obs")
CASES = [
    ("SELECT TOP 5 dp_id FROM ivoa.ObsCore WHER dp_id = 'x'", ["line 1", "column"]),
    ("SELECT dp_id\nFROM ivoa.ObsCor", ["line 2", "ObsCor", "ivoa.ObsCore"]),
    ("SELECT dp_id, instrument_nam FROM ivoa.ObsCore", ["line 1", "instrument_nam", "instrument_name"]),
    ("SELECT dp_id FROM ivoa.ObsCore WHERE t_exptime = 'long'", ["t_exptime"]),
    ("SELECT NO_SUCH_FUNCTION(s_ra) FROM ivoa.ObsCore", ["NO_SUCH_FUNCTION"]),
]
for adql, words in CASES:
    try:
        tap.search(adql)
    except DALQueryError as error:
        message = str(error)
        print(message)
        for word in words:
            true(word.lower() in message.lower(), "%r is named in: %s" % (word, message))
        for noise in ("Exception", "\tat ", "duckdb", "Binder Error", "Parser Error"):
            true(noise.lower() not in message.lower(), "%r is not in: %s" % (noise, message))
    else:
        fail("accepted: " + adql)
