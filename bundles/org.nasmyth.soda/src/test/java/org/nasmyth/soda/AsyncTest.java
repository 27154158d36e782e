// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.soda;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasmyth.api.cutout.CutoutAxis;
import org.nasmyth.jobs.Jobs;
import org.nasmyth.jobs.QueueSettings;
import org.nasmyth.jobs.Quotas;

@DisplayName("A job")
class AsyncTest {

  private static final String CUBE = "ADP.cube";
  private static final Pattern RESULT = Pattern.compile("<uws:result [^>]*id=\"([^\"]+)\"");

  @TempDir private Path folder;
  private final LineEngine engine = new LineEngine("cut", CutoutAxis.SKY, CutoutAxis.BAND);
  private Jobs jobs;
  private RunningSoda soda;

  @BeforeEach
  void start() throws Exception {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:mem:" + folder.getFileName() + ";DB_CLOSE_DELAY=-1");
    jobs =
        new Jobs(
            source,
            folder.resolve("jobs"),
            new QueueSettings(
                new Quotas(2, 2, 5), Duration.ofSeconds(30), Duration.ofHours(1_000_000), false));
    soda = new RunningSoda(folder, RunningSoda.SETTINGS, jobs);
    soda.add(CUBE, "cube", "open", "0123456789".getBytes(US_ASCII));
    soda.add("ADP.secret", "cube", "secret", "0123456789".getBytes(US_ASCII));
    soda.service.addEngine(engine, Map.of("service.id", 1L, "component.name", "line"));
  }

  @AfterEach
  void stop() throws Exception {
    await("all files to be closed").atMost(Duration.ofSeconds(60)).until(() -> soda.open() == 0);
    soda.close();
    jobs.close();
  }

  @Test
  @DisplayName("makes one result of each combination of values, and a text of one that is empty")
  void combinations() throws Exception {
    String job =
        run(
            "ID",
            CUBE,
            "CIRCLE",
            "10 20 1",
            "CIRCLE",
            "100 20 1",
            "BAND",
            "4e-7 4.4e-7",
            "BAND",
            "5.01e-7 5.99e-7");
    String ended = ended(job);
    assertThat(ended).contains("COMPLETED").contains("2 cut-outs, 2 empty, 0 failed");
    assertThat(results(ended))
        .containsExactly("cutout-0001", "cutout-0002", "cutout-0003", "cutout-0004");
    HttpResponse<byte[]> first = get(job + "/results/cutout-0001");
    assertThat(RunningSoda.text(first)).isEqualTo("0");
    assertThat(first.headers().firstValue("Content-Type")).hasValue("application/fits");
    assertThat(first.headers().firstValue("Content-Length")).hasValue("1");
    assertThat(first.headers().firstValue("Content-Disposition").orElse(""))
        .endsWith("cutout-0001.fits\"");
    assertThat(RunningSoda.text(get(job + "/results/cutout-0002"))).isEqualTo("23");
    HttpResponse<byte[]> empty = get(job + "/results/cutout-0003");
    assertThat(RunningSoda.text(empty)).startsWith("UsageError: The cut-out is empty");
    assertThat(empty.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
  }

  @Test
  @DisplayName("for a list makes one result of each line, or one tar file of all")
  void lists() throws Exception {
    String list = "ID,BAND\n" + CUBE + ",4e-7 4.4e-7\nADP.secret,5e-7\n";
    String job = run("CUTOUTS", list, "RESPONSEFORMAT", "fits", "PREFIX", "mine");
    assertThat(results(ended(job))).containsExactly("mine_cutout-0001", "mine_cutout-0002");
    assertThat(RunningSoda.text(get(job + "/results/mine_cutout-0002")))
        .startsWith("UsageError: The archive has no file of that identifier");
    String tar = run("CUTOUTS", list);
    assertThat(results(ended(tar))).containsExactly("cutouts");
    Map<String, byte[]> entries = Tar.entries(get(tar + "/results/cutouts").body());
    assertThat(entries.keySet()).containsExactly("0001_ADP.cube_cut.fits", "0002_ADP.secret.txt");
    assertThat(new String(entries.get("0001_ADP.cube_cut.fits"), UTF_8)).isEqualTo("0");
  }

  @Test
  @DisplayName("that can do nothing fails with a text that begins with the standard's word")
  void failure() throws Exception {
    String wrong = run("ID", CUBE, "CIRCLE", "10 20 -1");
    assertThat(ended(wrong)).contains("ERROR").contains("UsageError: CIRCLE: The radius");
    HttpResponse<byte[]> error = get(wrong + "/error");
    assertThat(error.headers().firstValue("Content-Type").orElse(""))
        .isEqualToIgnoringCase("text/plain;charset=UTF-8");
    assertThat(RunningSoda.text(error)).startsWith("UsageError: CIRCLE: The radius");
    String nobody = run("ID", "ADP.nobody", "BAND", "5e-7");
    assertThat(ended(nobody)).contains("ERROR");
    assertThat(RunningSoda.text(get(nobody + "/error"))).startsWith("UsageError: The archive has");
    assertThat(RunningSoda.text(soda.send(soda.request("/async/nothing"))))
        .startsWith("UsageError: ");
  }

  @Test
  @DisplayName("belongs to its user, who may have what others may not")
  void owner() throws Exception {
    HttpResponse<byte[]> created =
        soda.send(
            soda.request("/async?" + RunningSoda.form("ID", "ADP.secret", "BAND", "4e-7 4.4e-7"))
                .header("From", "pi")
                .POST(HttpRequest.BodyPublishers.noBody()));
    String job = path(created);
    assertThat(get(job).statusCode()).isEqualTo(404);
    soda.send(
        soda.request(job + "/phase?PHASE=RUN")
            .header("From", "pi")
            .POST(HttpRequest.BodyPublishers.noBody()));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                RunningSoda.text(soda.send(soda.request(job + "/phase").header("From", "pi")))
                    .equals("COMPLETED"));
    assertThat(get(job + "/results/cutout-0001").statusCode()).isEqualTo(404);
    assertThat(soda.send(soda.request(job + "/results/cutout-0001").header("From", "pi")).body())
        .containsExactly('0');
  }

  @Test
  @DisplayName("whose results would become too large fails and says so")
  void tooLarge() throws Exception {
    soda.add("ADP.long", "cube", "open", new byte[60_000]);
    String job = run("CUTOUTS", "ID\nADP.long\nADP.long\n");
    assertThat(ended(job))
        .contains("ERROR")
        .contains("UsageError: The results would be larger than 100000 bytes together");
  }

  @Test
  @DisplayName("can be aborted while it cuts")
  void aborted() throws Exception {
    soda.add("ADP.long", "cube", "open", new byte[90_000]);
    Semaphore pace = new Semaphore(1);
    engine.pace = pace;
    String job = run("ID", "ADP.long");
    await().atMost(Duration.ofSeconds(60)).until(() -> engine.requests.size() == 1);
    soda.post(job + "/phase", "PHASE", "ABORT");
    pace.release(1000);
    assertThat(ended(job)).contains("ABORTED");
    await().atMost(Duration.ofSeconds(60)).until(() -> soda.open() == 0);
  }

  @Test
  @DisplayName("can be created where the capabilities say")
  void description() throws Exception {
    assertThat(RunningSoda.text(soda.send(soda.request("/capabilities"))))
        .contains("standardID=\"ivo://ivoa.net/std/SODA#async-1.0\"")
        .contains(soda.url("/async"));
  }

  private String run(String... namesAndValues) throws Exception {
    HttpResponse<byte[]> created = soda.post("/async?PHASE=RUN", namesAndValues);
    assertThat(created.statusCode()).as(RunningSoda.text(created)).isEqualTo(303);
    return path(created);
  }

  private String path(HttpResponse<byte[]> created) {
    String location = created.headers().firstValue("Location").orElseThrow();
    assertThat(location).startsWith(soda.url("/async/"));
    return location.substring(soda.url("").length());
  }

  private HttpResponse<byte[]> get(String below) throws Exception {
    return soda.send(soda.request(below));
  }

  private String ended(String job) throws Exception {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                List.of("COMPLETED", "ERROR", "ABORTED")
                    .contains(RunningSoda.text(get(job + "/phase"))));
    return RunningSoda.text(get(job));
  }

  private static List<String> results(String document) {
    return RESULT.matcher(document).results().map(found -> found.group(1)).toList();
  }
}
