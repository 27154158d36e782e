# SPDX-License-Identifier: Apache-2.0
"""pyvo's iter_datalinks follows what a result announces, to a DataLink service that this script plays itself."""

import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from nasmyth_check import same, service

LINKS = """<VOTABLE xmlns="http://www.ivoa.net/xml/VOTable/v1.3" version="1.3"><RESOURCE type="results">
<INFO name="QUERY_STATUS" value="OK"/><TABLE><FIELD name="ID" datatype="char" arraysize="*"/>
<FIELD name="access_url" datatype="char" arraysize="*"/><FIELD name="service_def" datatype="char" arraysize="*"/>
<FIELD name="error_message" datatype="char" arraysize="*"/><FIELD name="semantics" datatype="char" arraysize="*"/>
<FIELD name="description" datatype="char" arraysize="*"/><FIELD name="content_type" datatype="char" arraysize="*"/>
<FIELD name="content_length" datatype="long"/><DATA><TABLEDATA>%s</TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>"""
ROW = "<TR><TD>%s</TD><TD>http://example.org/f</TD><TD/><TD/><TD>#this</TD><TD/><TD>application/fits</TD><TD>1</TD></TR>"
asked = []


class Links(BaseHTTPRequestHandler):
    def answer(self, query):
        ids = parse_qs(query)["ID"]
        asked.extend(ids)
        body = (LINKS % "".join(ROW % i for i in ids)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/x-votable+xml;content=datalink")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.answer(urlsplit(self.path).query)

    def do_POST(self):
        self.answer(self.rfile.read(int(self.headers["Content-Length"])).decode())

    def log_message(self, *ignored):
        pass


with ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Links) as server:
    threading.Thread(target=server.serve_forever, daemon=True).start()
    result = service("tap_obs").search(
        "SELECT TOP 3 s_ra, obs_publisher_did FROM ivoa.ObsCore ORDER BY obs_publisher_did")
    wanted = [str(row["obs_publisher_did"]) for row in result]
    links = list(result.iter_datalinks())
    same(asked, wanted, "identifiers that the DataLink service was asked for")
    same([str(link["ID"][0]) for link in links], wanted, "identifiers that it answered with")
    server.shutdown()
