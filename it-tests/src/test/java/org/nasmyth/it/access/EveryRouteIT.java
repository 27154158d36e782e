// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * answered, {@code credentials.txt} who is taken for whom, {@code jobs.txt} whose jobs are whose.
 */
@DisplayName("Every route")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EveryRouteIT {

  private static final Map<String, String> ROUTES =
      Map.ofEntries(
          Map.entry("file", "/dataPortal/file/{}"),
          Map.entry("header", "/hdr?DpId={}"),
          Map.entry("page", "/dataset/{}"),
          Map.entry("preview", "/previews/v1/files/{product}/preview"),
          Map.entry("links", "/datalink/links?ID=ivo://eso.org/ID?{}"),
          Map.entry("association", "/calselector/v1/associations?dp_id={}"),
          Map.entry("cutout", "/dataPortal/soda/sync?ID=ivo://eso.org/ID?{}&PREFIX=x"),
          Map.entry(
              "query",
              "/tap_obs/sync?LANG=ADQL&FORMAT=csv&QUERY=SELECT+dp_id+FROM+dbo.raw+WHERE+dp_id='{}'"),
          Map.entry(
              "catalogue",
              "/tap_cat/sync?LANG=ADQL&FORMAT=csv&QUERY=SELECT+dp_id+FROM+dbo.raw+WHERE+dp_id='{}'"),
          Map.entry(
              "schema", "/tap_obs/sync?LANG=ADQL&FORMAT=csv&QUERY=SELECT+*+FROM+TAP_SCHEMA.tables"),
          Map.entry("tables", "/tap_obs/tables"));

  /** Routes that are answered to everybody alike. */
  private static final List<String> DESCRIPTIONS = List.of("schema", "tables");

  private static final List<String> THINGS = List.of("public", "held", "private", "missing");
  private static final List<String> PEOPLE = List.of("team", "pi", "delegate", "operator");

  private static final String FRAMES =
      "SELECT r.dp_id FROM dbo.raw AS r JOIN archive.files AS f ON f.file_id = r.dp_id WHERE"
          // Packed frames cannot be cut.
          + " f.file_path NOT LIKE '%.Z' AND ";
  private static final String PRODUCTS =
      "SELECT r.dp_id FROM ivoa.ObsCore AS r JOIN phase3v2.product_files AS p ON p.product_id ="
          + " r.dp_id JOIN archive.files AS f ON f.file_id = p.archive_id WHERE p.eso_category LIKE"
          + " '%.PREVIEW' AND ";

  private final Map<String, String> frames = new LinkedHashMap<>();
  private final Map<String, String> products = new LinkedHashMap<>();
  private final Map<String, String> tokens = new LinkedHashMap<>();
  private RunningServer server;
  private Asker asker;
  private RetiredKey retired;

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
    retired = RetiredKey.in(home);
    server = distribution.startAgain("routes", Jdk.current());
    asker = Asker.of(server.base());
    for (String name : PEOPLE) {
      tokens.put(name, between("\"id_token\":\"", Asker.text(login(name))));
    }
    find();
  }

  private HttpResponse<byte[]> login(String name) throws IOException, InterruptedException {
    return asker.post(
        "/sso/oidc/token",
        Map.of(
            "grant_type",
            "password",
            "client_id",
            "clientid",
            "username",
            name,
            "password",
            "sample-" + name),
        "");
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
    for (Expected row : Expected.of("routes.txt", 2)) {
      String route = row.first();
      String who = row.second();
      if (!ROUTES.containsKey(route)) {
        continue;
      }
      Map<String, HttpResponse<byte[]>> answers = ask(route, bearer(who));
      all.assertThat(cells(route, answers)).as(route + " " + who).isEqualTo(row.cells());
      if (!who.equals("nobody")) {
        String password = basic(who, "sample-" + who);
        all.assertThat(cells(route, ask(route, password)))
            .as(route + " " + who + " by Basic")
            .isEqualTo(row.cells());
      }
      for (HttpResponse<byte[]> answer : answers.values()) {
        all.assertThat(answer.headers().allValues("WWW-Authenticate").isEmpty())
            .as(row + ": ways to log in are told to who has not, and to nobody else")
            .isEqualTo(!who.equals("nobody"));
        all.assertThat(answer.headers().firstValue("X-VO-Authenticated").orElse("nobody"))
            .as(row.toString())
            .isEqualTo(who);
      }
      if (row.cells().get(2).equals(row.cells().get(3))) {
        all.assertThat(told(route, answers, "private"))
            .as(row + ": private as if it were missing")
            .isEqualTo(told(route, answers, "missing"));
      }
    }
    all.assertAll();
  }

  @Test
  @Order(2)
  @DisplayName("describes the archive to everybody alike")
  void descriptions() throws Exception {
    for (String route : DESCRIPTIONS) {
      String open = Asker.text(asker.get(ROUTES.get(route), ""));
      for (String name : PEOPLE) {
        assertThat(Asker.text(asker.get(ROUTES.get(route), bearer(name))))
            .as(route + " " + name)
            .isEqualTo(open);
      }
    }
  }

  @Test
  @Order(3)
  @DisplayName("does asynchronously what the table says")
  void jobs() throws Exception {
    SoftAssertions all = new SoftAssertions();
    Map<String, Jobs> services = Map.of("job", Jobs.queries(asker), "cutjob", Jobs.cutouts(asker));
    for (Expected row : Expected.of("routes.txt", 2)) {
      Jobs jobs = services.get(row.first());
      if (jobs == null) {
        continue;
      }
      List<String> cells = new ArrayList<>();
      List<String> told = new ArrayList<>();
      for (String thing : THINGS) {
        String id = frames.get(thing);
        String job = jobs.run(id, bearer(row.second()));
        Jobs.Ended ended = jobs.end(job, bearer(row.second()));
        cells.add(cell(row.first(), ended));
        told.add(Asker.told(ended.outcome(), id).replace(job, "{job}"));
      }
      all.assertThat(cells).as(row.first() + " " + row.second()).isEqualTo(row.cells());
      if (row.cells().get(2).equals(row.cells().get(3))) {
        all.assertThat(told.get(2)).as(row + ": as if it were missing").isEqualTo(told.get(3));
      }
    }
    all.assertAll();
  }

  @Test
  @Order(4)
  @DisplayName("keeps jobs to their owners")
  void jobsOfOthers() throws Exception {
    SoftAssertions all = new SoftAssertions();
    for (Jobs jobs : List.of(Jobs.queries(asker), Jobs.cutouts(asker))) {
      String open = ended(jobs, "nobody");
      String owned = ended(jobs, "pi");
      String missing = owned.substring(0, owned.length() - 1) + (owned.endsWith("0") ? "1" : "0");
      for (Expected row : Expected.of("jobs.txt", 2)) {
        List<String> cells = new ArrayList<>();
        List<String> told = new ArrayList<>();
        for (String job : List.of(open, owned, missing)) {
          // What is to be deleted is made for that.
          String target =
              !row.first().equals("delete") || job.equals(missing)
                  ? job
                  : ended(jobs, job.equals(open) ? "nobody" : "pi");
          HttpResponse<byte[]> answer = act(row.first(), jobs, target, bearer(row.second()));
          String listed = Asker.text(answer).contains(target) ? "/there" : "/not";
          cells.add(answer.statusCode() + (row.first().equals("list") ? listed : ""));
          told.add(Asker.told(answer, target));
        }
        all.assertThat(cells).as(jobs.path() + " " + row).isEqualTo(row.cells());
        if (row.cells().get(1).equals(row.cells().get(2)) && !row.first().equals("list")) {
          all.assertThat(told.get(1)).as(row + ": as if it were missing").isEqualTo(told.get(2));
        }
      }
    }
    all.assertAll();
  }

  private static String cell(String route, Jobs.Ended ended) {
    if (ended.phase().equals("ERROR")) {
      boolean unknown = Asker.text(ended.outcome()).contains("you may not know of it");
      return "ERROR/" + (unknown ? "unknown" : "refused");
    }
    return ended.phase() + (route.equals("job") ? "/" + Asker.column(ended.outcome()).size() : "");
  }

  private String ended(Jobs jobs, String owner) throws IOException, InterruptedException {
    String job = jobs.run(frames.get("public"), bearer(owner));
    assertThat(jobs.end(job, bearer(owner)).phase()).isEqualTo("COMPLETED");
    return job;
  }

  private HttpResponse<byte[]> act(String what, Jobs jobs, String job, String authorization)
      throws IOException, InterruptedException {
    String path = jobs.path() + "/" + job;
    return switch (what) {
      case "list" -> asker.get(jobs.path(), authorization);
      case "job" -> asker.get(path, authorization);
      case "phase", "parameters", "results", "owner" -> asker.get(path + "/" + what, authorization);
      case "result" ->
          asker.get(
              path + (jobs.path().startsWith("/tap") ? "/results/result" : "/results"),
              authorization);
      case "abort" -> asker.post(path + "/phase", Map.of("PHASE", "ABORT"), authorization);
      case "prolong" ->
          asker.post(
              path + "/destruction", Map.of("DESTRUCTION", "2027-01-01T00:00:00Z"), authorization);
      case "delete" -> asker.delete(path, authorization);
      default -> throw new IllegalArgumentException(what);
    };
  }

  @Test
  @Order(5)
  @DisplayName("takes credentials for what they are, whatever is asked for")
  void credentials() throws Exception {
    ForgedTokens forged = ForgedTokens.of(server.home(), tokens.get("pi"));
    Map<String, String> forms = new LinkedHashMap<>();
    forms.put("none", "");
    forms.put("bearer", "Bearer " + tokens.get("pi"));
    forms.put("bearer with padding", "Bearer " + tokens.get("pi") + "==");
    forms.put("bearer of our own making", "Bearer " + forged.right());
    forms.put("basic", basic("pi", "sample-pi"));
    forms.put("key rotated away", "Bearer " + forged.signedBy(retired.kid(), retired.key()));
    forged.all().forEach((fault, token) -> forms.put(fault, "Bearer " + token));
    Map<String, List<String>> expected = new LinkedHashMap<>();
    Expected.of("routes.txt", 2)
        .forEach(row -> expected.put(row.first() + " " + row.second(), row.cells()));
    Map<String, String> meant = new LinkedHashMap<>();
    for (Expected row : Expected.of("credentials.txt", 1)) {
      meant.put(row.first(), row.cells().get(0));
    }
    assertThat(meant.keySet()).as("credentials.txt").containsAll(forms.keySet());
    SoftAssertions all = new SoftAssertions();
    for (String route : ROUTES.keySet()) {
      for (Map.Entry<String, String> form : meant.entrySet()) {
        // Guessing is slowed down by name, so each guess has one of its own.
        String authorization =
            form.getKey().equals("basic, wrong password")
                ? basic("nobody-" + route, "guess")
                : forms.get(form.getKey());
        assertThat(authorization).as(form.getKey()).isNotNull();
        String what = route + " with " + form.getKey();
        if (!form.getValue().equals("refused")) {
          all.assertThat(cells(route, ask(route, authorization)))
              .as(what)
              .isEqualTo(expected.get(route + " " + form.getValue()));
        } else if (form.getKey().startsWith("basic")) {
          refused(what, asker.get(path(route, "held"), authorization), all);
        } else {
          ask(route, authorization).forEach((thing, got) -> refused(what + " " + thing, got, all));
        }
      }
    }
    all.assertAll();
  }

  @Test
  @Order(6)
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
    find(frames, FRAMES, "dbo.raw", "prog_id", "release_date", "");
    String programme =
        first(
            "SELECT r.prog_id FROM dbo.raw AS r WHERE r.dp_id = '" + frames.get("held") + "'",
            "pi");
    find(
        products,
        PRODUCTS,
        "ivoa.ObsCore",
        "proposal_id",
        "obs_release_date",
        " AND r.proposal_id = '" + programme + "'");
    System.out.println("Asked for: " + frames + " and " + products);
  }

  private void find(
      Map<String, String> ids,
      String stored,
      String table,
      String programme,
      String release,
      String held)
      throws IOException, InterruptedException {
    ids.put("public", first(stored + "r." + release + " < '2020-01-01'", "nobody"));
    ids.put("held", first(stored + "r." + release + " > '2090-01-01'" + held, "nobody"));
    String programmes = "SELECT DISTINCT " + programme + " FROM " + table;
    List<String> known = Asker.column(asker.query(programmes, bearer("nobody")));
    List<String> own = new ArrayList<>(Asker.column(asker.query(programmes, bearer("pi"))));
    own.removeAll(known);
    String secret = first(stored + "r." + programme + " = '" + own.get(0) + "'", "pi");
    ids.put("private", secret);
    char last = secret.charAt(secret.length() - 1);
    ids.put("missing", secret.substring(0, secret.length() - 1) + (last == '9' ? '8' : '9'));
  }

  private String first(String adql, String who) throws IOException, InterruptedException {
    return Asker.column(asker.query(adql + " ORDER BY r.dp_id", bearer(who))).get(0);
  }

  private Map<String, HttpResponse<byte[]>> ask(String route, String authorization)
      throws IOException, InterruptedException {
    Map<String, HttpResponse<byte[]>> answers = new LinkedHashMap<>();
    for (String thing : THINGS) {
      answers.put(thing, asker.get(path(route, thing), authorization));
    }
    return answers;
  }

  private String path(String route, String thing) {
    return ROUTES
        .get(route)
        .replace("{product}", products.get(thing))
        .replace("{}", frames.get(thing));
  }

  private String told(String route, Map<String, HttpResponse<byte[]>> answers, String thing) {
    boolean ofProducts = ROUTES.get(route).contains("{product}");
    return Asker.told(answers.get(thing), (ofProducts ? products : frames).get(thing));
  }

  private static List<String> cells(String route, Map<String, HttpResponse<byte[]>> answers) {
    return answers.values().stream().map(answer -> cell(route, answer)).toList();
  }

  private static String cell(String route, HttpResponse<byte[]> answer) {
    String status = String.valueOf(answer.statusCode());
    return switch (route) {
      case "query" -> status + "/" + Asker.column(answer).size();
      case "links" -> status + (Asker.text(answer).contains("NotFoundFault") ? "/fault" : "");
      default -> status;
    };
  }

  private String bearer(String who) {
    return who.equals("nobody") ? "" : "Bearer " + tokens.get(who);
  }

  private static String basic(String name, String password) {
    return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(UTF_8));
  }

  private static String between(String before, String text) {
    Matcher found = Pattern.compile(Pattern.quote(before) + "([^\"]+)").matcher(text);
    assertThat(found.find()).as(text).isTrue();
    return found.group(1);
  }
}
