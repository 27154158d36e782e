// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.nasmyth.it.server.Distribution;
import org.nasmyth.it.server.Jdk;
import org.nasmyth.it.server.RunningServer;

/**
 * Every way to a dataset, for everybody who may ask: {@code routes.txt} says what is to be
 * answered.
 */
@DisplayName("Every route")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EveryRouteIT {

  private static final Map<String, String> ROUTES =
      Map.of(
          "file", "/dataPortal/file/{}",
          "header", "/hdr?DpId={}",
          "page", "/dataset/{}",
          "links", "/datalink/links?ID=ivo://eso.org/ID?{}",
          "cutout", "/dataPortal/soda/sync?ID=ivo://eso.org/ID?{}&PREFIX=x",
          "query",
              "/tap_obs/sync?LANG=ADQL&FORMAT=csv&QUERY=SELECT+dp_id+FROM+dbo.raw+WHERE+dp_id='{}'");

  private static final List<String> THINGS = List.of("public", "held", "private", "missing");
  private static final List<String> PEOPLE = List.of("team", "pi", "delegate", "operator");

  private static final String STORED =
      "SELECT r.dp_id FROM dbo.raw AS r JOIN archive.files AS f ON f.file_id = r.dp_id WHERE"
          // Packed frames cannot be cut.
          + " f.file_path NOT LIKE '%.Z' AND ";

  /** What differs from answer to answer anyway. */
  private static final List<String> VOLATILE = List.of("date", ":status");

  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(20))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final Map<String, String> ids = new LinkedHashMap<>();
  private final Map<String, String> tokens = new LinkedHashMap<>();
  private RunningServer server;

  private record Row(String route, String who, List<String> cells) {}

  @BeforeAll
  void start() throws Exception {
    Distribution distribution = Distribution.unpacked();
    Path home = distribution.prepare("routes");
    Files.writeString(
        home.resolve("etc").resolve("logging.properties"),
        """
        handlers = java.util.logging.ConsoleHandler
        java.util.logging.ConsoleHandler.level = ALL
        .level = INFO
        org.nasmyth.level = ALL
        """);
    server = distribution.startAgain("routes", Jdk.current());
    for (String name : PEOPLE) {
      HttpResponse<byte[]> login =
          get(
              "/sso/oidc/token?response_type=id_token%20token&grant_type=password"
                  + "&client_id=clientid&username="
                  + name
                  + "&password=sample-"
                  + name,
              null);
      tokens.put(name, between("\"id_token\":\"", text(login)));
    }
    find();
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  @Order(1)
  @DisplayName("answers as the table says, by token and by Basic alike")
  void table() throws Exception {
    SoftAssertions all = new SoftAssertions();
    for (Row row : rows()) {
      String bearer = row.who.equals("nobody") ? null : "Bearer " + tokens.get(row.who);
      Map<String, HttpResponse<byte[]>> answers = ask(row.route, bearer);
      all.assertThat(cells(row.route, answers)).as(row.route + " " + row.who).isEqualTo(row.cells);
      if (bearer != null) {
        String password = basic(row.who, "sample-" + row.who);
        all.assertThat(cells(row.route, ask(row.route, password)))
            .as(row.route + " " + row.who + " by Basic")
            .isEqualTo(row.cells);
      }
      for (HttpResponse<byte[]> answer : answers.values()) {
        all.assertThat(answer.headers().allValues("WWW-Authenticate").isEmpty())
            .as(row + ": ways to log in are told to who has not, and to nobody else")
            .isEqualTo(bearer != null);
        all.assertThat(answer.headers().firstValue("X-VO-Authenticated").orElse("nobody"))
            .as(row.toString())
            .isEqualTo(row.who);
      }
      if (row.cells.get(2).equals(row.cells.get(3))) {
        all.assertThat(told(answers, "private"))
            .as(row + ": private as if it were missing")
            .isEqualTo(told(answers, "missing"));
      }
    }
    all.assertAll();
  }

  @Test
  @Order(2)
  @DisplayName("refuses wrong credentials, whatever is asked for")
  void wrongCredentials() throws Exception {
    ForgedTokens forged = ForgedTokens.of(server.home(), tokens.get("pi"));
    Map<String, String> wrong = new LinkedHashMap<>();
    forged.all().forEach((fault, token) -> wrong.put(fault, "Bearer " + token));
    SoftAssertions all = new SoftAssertions();
    for (String route : ROUTES.keySet()) {
      assertThat(ask(route, "Bearer " + forged.right()).get("public").statusCode()).isEqualTo(200);
      for (Map.Entry<String, String> one : wrong.entrySet()) {
        Map<String, HttpResponse<byte[]>> answers = ask(route, one.getValue());
        for (Map.Entry<String, HttpResponse<byte[]>> answer : answers.entrySet()) {
          refused(route + " " + answer.getKey() + " " + one.getKey(), answer.getValue(), all);
        }
      }
      HttpResponse<byte[]> basic =
          get(ROUTES.get(route).replace("{}", ids.get("held")), basic("nobody-" + route, "guess"));
      refused(route + " Basic", basic, all);
    }
    all.assertAll();
  }

  @Test
  @Order(3)
  @DisplayName("writes neither tokens nor passwords nor query strings to the log")
  void log() throws IOException {
    String log = server.log();
    assertThat(log).as("the log tells of requests at all").contains("/hdr -> 401");
    List<String> secrets = new ArrayList<>(List.of("sample-pi", "grant_type", "DpId=", "guess"));
    for (String token : tokens.values()) {
      secrets.addAll(List.of(token.split("\\.", -1)).subList(1, 3));
    }
    PEOPLE.forEach(name -> secrets.add(basic(name, "sample-" + name).substring(6)));
    assertThat(log.lines().filter(line -> secrets.stream().anyMatch(line::contains))).isEmpty();
  }

  private static void refused(String what, HttpResponse<byte[]> answer, SoftAssertions all) {
    all.assertThat(answer.statusCode()).as(what).isEqualTo(401);
    all.assertThat(answer.headers().allValues("WWW-Authenticate"))
        .as(what)
        .anyMatch(challenge -> challenge.startsWith("Bearer"));
    all.assertThat(answer.headers().firstValue("X-VO-Authenticated")).as(what).isEmpty();
  }

  private void find() throws IOException, InterruptedException {
    ids.put("public", first("r.release_date < '2020-01-01'", null));
    ids.put("held", first("r.release_date > '2090-01-01'", null));
    List<String> known = column(query("SELECT DISTINCT prog_id FROM dbo.raw", null));
    List<String> own = new ArrayList<>(column(query("SELECT DISTINCT prog_id FROM dbo.raw", "pi")));
    own.removeAll(known);
    String secret = first("r.prog_id = '" + own.get(0) + "'", "pi");
    ids.put("private", secret);
    char last = secret.charAt(secret.length() - 1);
    ids.put("missing", secret.substring(0, secret.length() - 1) + (last == '9' ? '8' : '9'));
    System.out.println("Asked for: " + ids);
  }

  private String first(String condition, String name) throws IOException, InterruptedException {
    return column(query(STORED + condition + " ORDER BY dp_id", name)).get(0);
  }

  private String query(String adql, String name) throws IOException, InterruptedException {
    String bearer = name == null ? null : "Bearer " + tokens.get(name);
    return text(
        get("/tap_obs/sync?LANG=ADQL&FORMAT=csv&QUERY=" + URLEncoder.encode(adql, UTF_8), bearer));
  }

  private static List<String> column(String csv) {
    return csv.lines().skip(1).map(String::strip).toList();
  }

  private Map<String, HttpResponse<byte[]>> ask(String route, String authorization)
      throws IOException, InterruptedException {
    Map<String, HttpResponse<byte[]>> answers = new LinkedHashMap<>();
    for (String thing : THINGS) {
      answers.put(thing, get(ROUTES.get(route).replace("{}", ids.get(thing)), authorization));
    }
    return answers;
  }

  private static List<String> cells(String route, Map<String, HttpResponse<byte[]>> answers) {
    return answers.values().stream().map(answer -> cell(route, answer)).toList();
  }

  private static String cell(String route, HttpResponse<byte[]> answer) {
    String status = String.valueOf(answer.statusCode());
    return switch (route) {
      case "query" -> status + "/" + column(text(answer)).size();
      case "links" -> status + (text(answer).contains("NotFoundFault") ? "/fault" : "");
      default -> status;
    };
  }

  /** What an answer tells, without the identifier that was asked for. */
  private String told(Map<String, HttpResponse<byte[]>> answers, String thing) {
    HttpResponse<byte[]> answer = answers.get(thing);
    Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
    VOLATILE.forEach(headers::remove);
    return (answer.statusCode() + " " + headers + " " + text(answer)).replace(ids.get(thing), "{}");
  }

  private HttpResponse<byte[]> get(String path, String authorization)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.base() + path.replace("'", "%27")))
            .timeout(Duration.ofSeconds(60));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), UTF_8);
  }

  private static String basic(String name, String password) {
    return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(UTF_8));
  }

  private static String between(String before, String text) {
    Matcher found = Pattern.compile(Pattern.quote(before) + "([^\"]+)").matcher(text);
    assertThat(found.find()).as(text).isTrue();
    return found.group(1);
  }

  private static List<Row> rows() throws IOException {
    try (InputStream in = EveryRouteIT.class.getResourceAsStream("routes.txt")) {
      List<Row> rows = new ArrayList<>();
      for (String line : new String(in.readAllBytes(), UTF_8).lines().toList()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          List<String> words = List.of(line.strip().split("\\s+", -1));
          rows.add(new Row(words.get(0), words.get(1), words.subList(2, 6)));
        }
      }
      return rows;
    }
  }
}
