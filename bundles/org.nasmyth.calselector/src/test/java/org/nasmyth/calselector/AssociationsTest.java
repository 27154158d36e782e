// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calselector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasmyth.api.calibration.Association;
import org.nasmyth.api.calibration.CalibrationFile;
import org.nasmyth.api.calibration.Cascade;
import org.nasmyth.api.calibration.CascadeMode;
import org.nasmyth.api.products.Product;

@DisplayName("An association")
class AssociationsTest {

  private static final String FRAME = "FORS2.2021-01-02T00:59:12.533";
  private static final String SIBLING = "FORS2.2021-01-02T01:02:00.000";
  private static final String FLAT = "FORS2.2020-12-26T00:19:09.658";
  private static final String BIAS = "FORS2.2020-12-26T08:54:31.688";
  private static final String SECRET = "FORS2.2020-12-26T08:54:54.290";

  @TempDir private Path folder;
  private RunningAssociations server;
  private GivenCascades selector;

  @BeforeEach
  void start() throws Exception {
    server = new RunningAssociations(folder);
    for (String id : List.of(FRAME, SIBLING, FLAT, BIAS)) {
      server.add(id, Product.Kind.RAW, "open");
    }
    server.add(SECRET, Product.Kind.RAW, "secret");
    selector = new GivenCascades().put(FRAME, cascade());
    server.service.addSelector(selector, Map.of("component.name", "given", "service.id", 1L));
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private static Cascade cascade() {
    Association biases =
        new Association(
            "BIAS",
            true,
            true,
            "calib_plan",
            List.of(new CalibrationFile("BIAS", BIAS), new CalibrationFile("BIAS", SECRET)),
            List.of(),
            List.of());
    Association flats =
        new Association(
            "FLAT_SKY",
            true,
            true,
            "calib_plan",
            List.of(new CalibrationFile("SKY_FLAT_IMG", FLAT)),
            List.of(),
            List.of(biases));
    return new Cascade(
        CascadeMode.RAW_TO_RAW,
        new Association(
            "SCI_IMG",
            true,
            false,
            null,
            List.of(
                new CalibrationFile("SCIENCE_IMG", FRAME),
                new CalibrationFile("SCIENCE_IMG", SIBLING)),
            List.of("No \"standard\" <yet>."),
            List.of(flats, biases)));
  }

  @Test
  @DisplayName("is ESO's document, byte for byte")
  void esoDocument() throws Exception {
    Optional<Path> file =
        EsoDocument.shared("eso-responses/FORS2.2021-01-02T00_59_12.533_raw2raw.xml");
    if (file.isEmpty()) {
      System.out.println("skipped: ESO's documents are not on this machine.");
    }
    assumeTrue(file.isPresent(), "ESO's documents are not on this machine.");
    String document = Files.readString(file.orElseThrow());
    Cascade cascade = EsoDocument.read(document);
    ids(document).forEach(id -> server.add(id, Product.Kind.RAW, "open"));
    selector.put(FRAME, cascade);

    HttpResponse<byte[]> answer = server.get("dp_id=" + FRAME);
    assertThat(text(answer)).isEqualTo(document);
    assertThat(header(answer, "Content-Type")).isEqualTo("application/xml; content=calselector");
    assertThat(header(answer, "Content-Disposition"))
        .isEqualTo("filename=\"" + file.orElseThrow().getFileName() + "\"");
    assertThat(header(answer, "Content-Length")).isEqualTo(String.valueOf(document.length()));
  }

  @Test
  @DisplayName("of several frames is a message of parts, in ESO's shape")
  void esoMessage() throws Exception {
    Optional<Path> file =
        EsoDocument.shared("eso-responses/FORS2.2021-01-02T00_59_12.533_raw2raw_multipart.xml");
    if (file.isEmpty()) {
      System.out.println("skipped: ESO's documents are not on this machine.");
    }
    assumeTrue(file.isPresent(), "ESO's documents are not on this machine.");
    String message = Files.readString(file.orElseThrow());
    String theirs = message.lines().findFirst().orElseThrow();
    StringBuilder query = new StringBuilder("mode=raw2raw");
    for (String part : message.split(theirs, -1)) {
      int begin = part.indexOf("<?xml");
      if (begin >= 0) {
        String document = part.substring(begin);
        Cascade cascade = EsoDocument.read(document);
        ids(document).forEach(id -> server.add(id, Product.Kind.RAW, "open"));
        String frame = cascade.root().files().get(0).id();
        selector.put(frame, cascade);
        query.append("&dp_id=").append(frame);
      }
    }

    HttpResponse<byte[]> answer = server.get(query.toString());
    String type = header(answer, "Content-Type");
    assertThat(type).startsWith("multipart/form-data; boundary=").endsWith(";charset=UTF-8");
    String ours = "--" + type.replaceAll(".*boundary=|;charset.*", "");
    // What was recorded has lost the carriage returns of its headers.
    assertThat(text(answer).replace("\r\n", "\n").replace(ours, theirs).strip())
        .isEqualTo(message.strip());
  }

  private static Set<String> ids(String document) {
    return Arrays.stream(document.split("name=\"", -1))
        .skip(1)
        .map(rest -> rest.substring(0, rest.indexOf('"')))
        .collect(Collectors.toCollection(HashSet::new));
  }

  @Test
  @DisplayName("holds what the caller may know of, whatever the selector names")
  void secrets() throws Exception {
    String open = text(server.get("dp_id=" + FRAME));
    assertThat(open).contains(BIAS).doesNotContain(SECRET);
    server.service.removeSelector(selector);
    server.service.addSelector(
        new GivenCascades().put(FRAME, cascade()).careless(), Map.of("service.id", 2L));
    assertThat(text(server.get("dp_id=" + FRAME))).isEqualTo(open);
    HttpResponse<byte[]> granted =
        server.send(server.request("/v1/associations?dp_id=" + FRAME).header("From", "pi"));
    assertThat(text(granted)).contains(SECRET);
  }

  @Test
  @DisplayName("leaves out what no catalogue knows")
  void strangers() throws Exception {
    selector.careless();
    selector.put(
        SIBLING,
        new Cascade(
            CascadeMode.RAW_TO_RAW,
            new Association(
                "SCI_IMG",
                true,
                true,
                null,
                List.of(new CalibrationFile("SCIENCE_IMG", SIBLING)),
                List.of(),
                List.of(
                    new Association(
                        "BIAS",
                        true,
                        true,
                        "N/A",
                        List.of(new CalibrationFile("BIAS", "FORS2.nowhere")),
                        List.of(),
                        List.of())))));
    assertThat(text(server.get("dp_id=" + SIBLING))).doesNotContain("FORS2.nowhere");
  }

  @Test
  @DisplayName("is the same for all forms of an identifier, by GET and POST")
  void forms() throws Exception {
    String plain = text(server.get("dp_id=" + FRAME));
    assertThat(plain).contains("<message text=\"No &quot;standard&quot; &lt;yet&gt;.\"/>");
    for (String form :
        List.of(
            "dp_id=ivo://eso.org/ID?" + FRAME,
            "DP_ID=ivo%3A%2F%2Feso.org%2FID%3F" + FRAME.replace(":", "%3A"),
            "dp_id=" + FRAME + "&dp_id=" + FRAME,
            "dp_id=" + FRAME + ",&mode=RAW2RAW",
            "dp_id=" + FRAME + "&mode=Raw2Raw&responseformat=XML")) {
      assertThat(text(server.get(form))).as(form).isEqualTo(plain);
      assertThat(text(server.post(form))).as(form).isEqualTo(plain);
    }
    assertThat(parts(server.get("dp_id=" + FRAME + "," + SIBLING))).hasSize(2);
    assertThat(parts(server.post("dp_id=" + FRAME + "&dp_id=" + SIBLING))).hasSize(2);
  }

  @Test
  @DisplayName("tells by HEAD what it is, without sending it")
  void head() throws Exception {
    HttpResponse<byte[]> whole = server.get("dp_id=" + FRAME);
    HttpResponse<byte[]> head =
        server.send(
            server
                .request("/v1/associations?dp_id=" + FRAME)
                .method("HEAD", HttpRequest.BodyPublishers.noBody()));
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    for (String name : List.of("Content-Type", "Content-Disposition", "Content-Length")) {
      assertThat(header(head, name)).isEqualTo(header(whole, name));
    }
  }

  @Test
  @DisplayName("is saved under the mode that was asked for, and tells which was found")
  void fallback() throws Exception {
    HttpResponse<byte[]> answer = server.get("mode=raw2MASTER&dp_id=" + FRAME);
    assertThat(header(answer, "Content-Disposition")).contains("_raw2master.xml");
    assertThat(text(answer)).contains("mode=\"Raw2Raw\"");
  }

  @Test
  @DisplayName("of what is a secret is that of what is not there")
  void hiddenFrames() throws Exception {
    String nobody = FRAME.replace("533", "534");
    for (String format : List.of("", "&responseformat=votable", "&mode=Raw2Master")) {
      HttpResponse<byte[]> secret = server.get("dp_id=" + SECRET + format);
      HttpResponse<byte[]> missing = server.get("dp_id=" + nobody + format);
      assertThat(text(secret).replace(SECRET, nobody)).isEqualTo(text(missing));
      assertThat(secret.statusCode()).isEqualTo(missing.statusCode());
    }
    HttpResponse<byte[]> single = server.get("dp_id=" + SECRET);
    assertThat(single.statusCode()).isEqualTo(404);
    assertThat(header(single, "Content-Type")).startsWith("text/plain");
    assertThat(text(single)).contains("you may not know of it");
    assertThat(server.get("dp_id=ivo://other.org/ID?x").statusCode()).isEqualTo(404);
  }

  @Test
  @DisplayName("of unknown frames among others is a tree without files, and harms no other")
  void unknownAmongOthers() throws Exception {
    List<String> parts =
        parts(server.get("dp_id=" + FRAME + "&dp_id=ivo://other.org/ID?a%20b&dp_id=" + SECRET));
    assertThat(parts).hasSize(3);
    assertThat(parts.get(0)).contains(BIAS);
    for (String part : parts.subList(1, 3)) {
      Association root = EsoDocument.read(part.substring(part.indexOf("<?xml"))).root();
      assertThat(root.files()).isEmpty();
      assertThat(root.complete()).isFalse();
      assertThat(root.messages()).hasSize(1).allMatch(text -> text.startsWith("NotFoundFault"));
      assertThat(part).containsPattern("filename=\"[A-Za-z0-9._:+-]+_raw2raw\\.xml\"");
    }
  }

  @Test
  @DisplayName("as VOTable is a list of links: frame, siblings, each calibration once, the tree")
  void votable() throws Exception {
    HttpResponse<byte[]> answer = server.get("responseformat=votable&dp_id=" + FRAME);
    assertThat(header(answer, "Content-Type"))
        .isEqualTo("application/x-votable+xml;content=datalink");
    String document = text(answer);
    assertThat(document).doesNotContain("eso_origfile").contains("eso_datalink");
    List<List<String>> rows = rows(document);
    assertThat(rows).extracting(row -> row.get(0)).containsOnly(FRAME);
    assertThat(rows)
        .extracting(row -> row.get(4))
        .containsExactly(
            "#this",
            server.base() + "/rdf/datalink#sibling_raw",
            "#calibration",
            "#calibration",
            server.base() + "/rdf/datalink#calSelector_raw2raw");
    assertThat(rows)
        .extracting(row -> row.get(8))
        .containsExactly("SCIENCE_IMG", "SCIENCE_IMG", "BIAS", "SKY_FLAT_IMG", "ASSOCIATION_TREE");
    assertThat(rows.get(0).get(5))
        .isEqualTo(
            "category=&quot;SCI_IMG&quot; certified=&quot;true&quot; complete=&quot;false&quot;"
                + " mode=&quot;Raw2Raw&quot; type=&quot;main&quot; messages=&quot;No 'standard'"
                + " &lt;yet&gt;.&quot;");
    assertThat(rows.get(2))
        .contains(
            server.base() + "/dataPortal/file/" + BIAS,
            "application/x-fits-hcompress",
            "1234",
            server.base() + "/datalink/links?ID=ivo://eso.org/ID?" + BIAS);
    String tree = rows.get(4).get(1).replace("&amp;", "&");
    assertThat(server.send(HttpRequest.newBuilder(URI.create(tree))).body())
        .isEqualTo(server.get("dp_id=" + FRAME).body());
  }

  @Test
  @DisplayName("as VOTable tells of faults in rows of their own")
  void votableFaults() throws Exception {
    List<List<String>> rows =
        rows(text(server.get("responseformat=votable&dp_id=x,y," + FRAME + "," + SECRET)));
    assertThat(rows).hasSize(8);
    assertThat(rows).filteredOn(row -> row.get(3).startsWith("NotFoundFault")).hasSize(3);
  }

  @Test
  @DisplayName("of what has no rules says why there is nothing")
  void unsupported() throws Exception {
    for (Product.Kind kind : Product.Kind.values()) {
      String id = server.add("X." + kind, kind, "open").id();
      HttpResponse<byte[]> answer = server.get("dp_id=" + id);
      assertThat(answer.statusCode()).as("%s", kind).isEqualTo(200);
      Association root = EsoDocument.read(text(answer)).root();
      assertThat(root.files()).extracting(CalibrationFile::id).containsExactly(id);
      assertThat(root.calibrations()).isEmpty();
      assertThat(root.messages()).hasSize(1).allMatch(text -> text.startsWith("No association"));
      assertThat(rows(text(server.get("responseformat=votable&dp_id=" + id)))).hasSize(2);
    }
  }

  @Test
  @DisplayName("is refused with a sentence where the request makes no sense")
  void badRequests() throws Exception {
    for (String query :
        List.of(
            "",
            "mode=Raw2Raw",
            "dp_id=" + FRAME + "&mode=raw",
            "dp_id=" + FRAME + "&mode=Raw2Raw&mode=Raw2Master",
            "dp_id=" + FRAME + "&responseformat=json")) {
      HttpResponse<byte[]> answer = server.get(query);
      assertThat(answer.statusCode()).as(query).isEqualTo(400);
      assertThat(header(answer, "Content-Type")).startsWith("text/plain");
      assertThat(text(answer)).as(query).hasSizeGreaterThan(20);
    }
  }

  @Test
  @DisplayName("is told of a thousand frames at once, and not of more")
  void many() throws Exception {
    assertThat(parts(server.post("dp_id=" + FRAME + "," + numbered(999)))).hasSize(1000);
    HttpResponse<byte[]> tooMany = server.post("dp_id=" + FRAME + "," + numbered(1000));
    assertThat(tooMany.statusCode()).isEqualTo(400);
    assertThat(text(tooMany)).contains("1001", "1000", "several requests");
  }

  private static String numbered(int count) {
    return IntStream.range(0, count).mapToObj(i -> "X." + i).collect(Collectors.joining(","));
  }

  @Test
  @DisplayName("waits for rules: without any the answer is to come again")
  void noSelector() throws Exception {
    server.service.removeSelector(selector);
    // The first request after a departure waits for a successor.
    HttpResponse<byte[]> answer = server.get("dp_id=" + FRAME);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(header(answer, "Retry-After")).isEqualTo("5");
    assertThat(server.get("dp_id=" + SECRET).statusCode()).isEqualTo(503);
    server.service.addSelector(selector, Map.of("component.name", "given", "service.id", 2L));
    assertThat(server.get("dp_id=" + FRAME).statusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName("is that of the selector of the highest ranking that has rules for the frame")
  void ranking() throws Exception {
    Cascade other =
        new Cascade(
            CascadeMode.RAW_TO_RAW,
            new Association(
                "OTHER",
                true,
                true,
                null,
                List.of(new CalibrationFile("OTHER", SIBLING)),
                List.of(),
                List.of()));
    server.service.addSelector(
        new GivenCascades().put(SIBLING, other), Map.of("service.id", 2L, "service.ranking", 10));
    selector.put(SIBLING, cascade());
    assertThat(text(server.get("dp_id=" + SIBLING))).contains("OTHER");
    assertThat(text(server.get("dp_id=" + FRAME))).doesNotContain("OTHER").contains("SCI_IMG");
    assertThat(parts(server.get("dp_id=" + FRAME + "," + SIBLING))).hasSize(2);
  }

  @Test
  @DisplayName("that fails before its first byte has a status, later an end that can be told")
  void failures() throws Exception {
    selector.failingAfter(0);
    HttpResponse<byte[]> answer = server.get("dp_id=" + FRAME);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(text(answer)).contains("away");
    for (int i = 0; i < 150; i++) {
      selector.put(server.add("X." + i, Product.Kind.RAW, "open").id(), cascade());
    }
    selector.failingAfter(1);
    String votable = text(server.get("responseformat=votable&dp_id=" + numbered(150)));
    assertThat(votable)
        .contains("<INFO name=\"QUERY_STATUS\" value=\"ERROR\">The rules' database is away.")
        .endsWith("</VOTABLE>\n");
    selector.failingAfter(1);
    assertThatThrownBy(() -> server.get("dp_id=" + numbered(150))).isInstanceOf(IOException.class);
  }

  @Test
  @DisplayName("has a service page, capabilities and availability")
  void pages() throws Exception {
    assertThat(text(server.send(server.request("/")))).contains("/calselector/v1/associations");
    assertThat(text(server.send(server.request("/capabilities"))))
        .contains(server.base() + "/calselector/v1/associations");
    assertThat(text(server.send(server.request("/availability")))).contains("true");
    assertThat(server.send(server.request("/v2")).statusCode()).isEqualTo(404);
  }

  private static List<String> parts(HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).isEqualTo(200);
    String type = header(answer, "Content-Type");
    String boundary = "--" + type.replaceAll(".*boundary=|;charset.*", "");
    String body = text(answer);
    assertThat(body).startsWith(boundary + "\r\n").endsWith("\r\n" + boundary + "--\r\n");
    List<String> parts = Arrays.stream(body.split(boundary, -1)).toList();
    for (String part : parts.subList(1, parts.size() - 1)) {
      int length = Integer.parseInt(part.replaceAll("(?s).*Content-Length: (\\d+)\r\n.*", "$1"));
      assertThat(part.substring(part.indexOf("<?xml"))).hasSize(length + 2);
    }
    return parts.subList(1, parts.size() - 1);
  }

  private static List<List<String>> rows(String votable) {
    return votable
        .lines()
        .filter(line -> line.startsWith("<TR>"))
        .map(line -> line.replace("<TD/>", "<TD></TD>").replaceAll("</?TR>|^<TR><TD>", ""))
        .map(line -> List.of(line.replaceFirst("^<TD>", "").split("</TD><TD>", -1)))
        .toList();
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), UTF_8);
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
