// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasmyth.jobs.Jobs;
import org.nasmyth.jobs.QueueSettings;
import org.nasmyth.jobs.Quotas;

/** Asynchronous queries, as clients send them (UWS 1.1, TAP 1.1). */
class AsyncQueryTest {

  @TempDir private Path folder;
  private Jobs jobs;
  private RunningService service;

  @BeforeEach
  void start() throws Exception {
    start(new Quotas(2, 2, 5));
  }

  private void start(Quotas quotas) throws Exception {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:mem:" + folder.getFileName() + ";DB_CLOSE_DELAY=-1");
    jobs =
        new Jobs(
            source,
            folder,
            new QueueSettings(quotas, Duration.ofSeconds(30), Duration.ofHours(1_000_000), false));
    service = new RunningService(Duration.ofMinutes(2), jobs);
  }

  @AfterEach
  void stop() throws Exception {
    service.close();
    jobs.close();
  }

  @Test
  void oneRequestCreatesAndStartsAJobWhoseResultCanBeFetched() throws Exception {
    String job = create("QUERY=rows+3&LANG=ADQL&FORMAT=csv&PHASE=RUN&RUNID=mine");

    assertThat(service.get(job + "?WAIT=-1&PHASE=QUEUED").statusCode()).isEqualTo(200);
    HttpResponse<String> ended = waitFor(job);
    assertThat(phase(ended.body())).isEqualTo("COMPLETED");
    assertThat(value(ended.body(), "runId")).isEqualTo("mine");
    assertThat(value(ended.body(), "jobInfo")).contains("3 rows after");
    assertThat(Xml.value(ended.body(), "//*[local-name()='result']/@id")).isEqualTo("result");
    assertThat(Xml.value(ended.body(), "//*[local-name()='result']/@*[local-name()='href']"))
        .isEqualTo(service.url(job + "/results/result"));
    HttpResponse<String> result = service.get(job + "/results/result");
    assertThat(result.body()).isEqualTo("id,name\r\n0,row 0\r\n1,row 1\r\n2,row 2\r\n");
    assertThat(result.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
    assertThat(service.get(job + "/error").statusCode()).isEqualTo(404);
  }

  @Test
  void jobWaitsForItsUserAndItsPartsCanBeReadAndChanged() throws Exception {
    String job = create("QUERY=rows+1&EXECUTIONDURATION=7");

    assertThat(service.get(job + "/phase").body()).isEqualTo("PENDING");
    assertThat(service.get(job + "/executionduration").body()).isEqualTo("7");
    assertThat(service.post(job + "/executionduration", "EXECUTIONDURATION=9999").statusCode())
        .isEqualTo(303);
    assertThat(service.get(job + "/executionduration").body()).isEqualTo("100");
    service.post(job + "/destruction", "DESTRUCTION=2999-01-01T00:00:00Z");
    assertThat(Instant.parse(service.get(job + "/destruction").body()))
        .isBefore(Instant.now().plus(Duration.ofHours(11)));
    assertThat(service.get(job + "/quote").statusCode()).isEqualTo(200);
    assertThat(service.get(job + "/owner").body()).isEmpty();
    assertThat(service.post(job + "/parameters", "FORMAT=tsv").statusCode()).isEqualTo(303);
    assertThat(Xml.value(service.get(job + "/parameters").body(), "//*[@id='FORMAT']"))
        .isEqualTo("tsv");
    assertThat(service.post(job + "/phase", "PHASE=RUN").headers().firstValue("Location"))
        .hasValue(service.url(job));
    waitFor(job);
    assertThat(service.get(job + "/results/result").body()).startsWith("id\tname");
    assertThat(service.post(job + "/phase", "PHASE=RUN").statusCode()).isEqualTo(400);
    assertThat(service.post(job + "/parameters", "QUERY=rows+9").statusCode()).isEqualTo(400);
  }

  @Test
  void wrongQueryEndsInAnErrorDocument() throws Exception {
    String job = create("QUERY=nonsense&PHASE=RUN");

    HttpResponse<String> ended = waitFor(job);
    assertThat(phase(ended.body())).isEqualTo("ERROR");
    assertThat(Xml.value(ended.body(), "//*[local-name()='errorSummary']/@hasDetail"))
        .isEqualTo("true");
    assertThat(value(ended.body(), "message")).contains("there is no column 'nme' <in>");
    HttpResponse<String> error = service.get(job + "/error");
    assertThat(error.statusCode()).isEqualTo(200);
    assertThat(Xml.value(error.body(), "//*[@name='QUERY_STATUS']/@value")).isEqualTo("ERROR");
    assertThat(service.get(job + "/results/result").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"abort", "delete", "action"})
  void runningQueryIsEndedAtOnce(String how) throws Exception {
    String job = create("QUERY=wait&PHASE=RUN");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> service.get(job + "/phase").body().equals("EXECUTING"));

    switch (how) {
      case "abort" -> service.post(job + "/phase", "PHASE=ABORT");
      case "delete" -> service.send(service.request(job).DELETE().build());
      default -> service.post(job, "ACTION=DELETE");
    }

    assertThat(service.pipeline.cancelled.await(60, TimeUnit.SECONDS)).isTrue();
    if (how.equals("abort")) {
      assertThat(service.get(job + "/phase").body()).isEqualTo("ABORTED");
    } else {
      assertThat(service.get(job).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void executionDurationEndsAQuery() throws Exception {
    String job = create("QUERY=wait&PHASE=RUN&EXECUTIONDURATION=1");

    HttpResponse<String> ended = waitFor(job);
    assertThat(phase(ended.body())).isEqualTo("ERROR");
    assertThat(value(ended.body(), "message")).contains("longer than 1 s");
  }

  @Test
  void listShowsTheCallersJobsByPhaseTimeAndNumber() throws Exception {
    create("QUERY=rows+1&RUNID=first");
    String second = create("QUERY=rows+1&RUNID=second&PHASE=RUN");
    waitFor(second);
    String mine = location(service.send(as("ada", "QUERY=rows+1")));

    String all = service.get("/async").body();
    assertThat(Xml.values(all, "//*[local-name()='runId']")).containsExactly("first", "second");
    assertThat(Xml.values(service.get("/async?PHASE=PENDING").body(), "//*[local-name()='runId']"))
        .containsExactly("first");
    assertThat(Xml.values(service.get("/async?LAST=1").body(), "//*[local-name()='runId']"))
        .containsExactly("second");
    assertThat(
            Xml.values(service.get("/async?AFTER=2999-01-01").body(), "//*[local-name()='jobref']"))
        .isEmpty();
    assertThat(service.get(mine).statusCode()).isEqualTo(404);
    assertThat(service.send(service.request(mine).header("From", "ada").build()).body())
        .contains("ada");
    assertThat(service.send(service.request(mine).header("From", "eve").build()).statusCode())
        .isEqualTo(404);
  }

  @Test
  void waitingJobsOfOneCallerAreLimited() throws Exception {
    for (int i = 0; i < 5; i++) {
      create("QUERY=rows+1");
    }

    HttpResponse<String> sixth = service.post("/async", "QUERY=rows+1");
    assertThat(sixth.statusCode()).isEqualTo(503);
    assertThat(sixth.body()).contains("5 jobs waiting, the most");
    assertThat(service.send(as("ada", "QUERY=rows+1")).statusCode()).isEqualTo(303);
  }

  @Test
  void serviceThatDoesNotQueueRefusesWhatCannotRunAtOnce() throws Exception {
    stop();
    start(new Quotas(2, 2, 5, false));
    create("QUERY=wait&PHASE=RUN");
    create("QUERY=wait&PHASE=RUN");

    HttpResponse<String> third = service.post("/async", "QUERY=rows+1&PHASE=RUN");
    assertThat(third.statusCode()).isEqualTo(503);
    assertThat(third.headers().firstValue("Retry-After")).isPresent();
    assertThat(third.body()).contains("2 jobs running, the most");
    String pending = create("QUERY=rows+1");
    assertThat(service.post(pending + "/phase", "PHASE=RUN").statusCode()).isEqualTo(503);
    assertThat(service.get(pending + "/phase").body()).isEqualTo("PENDING");
    assertThat(service.send(as("ada", "QUERY=rows+1&PHASE=RUN")).statusCode()).isEqualTo(303);
  }

  @Test
  void waitingJobTellsWhyItWaits() throws Exception {
    create("QUERY=wait&PHASE=RUN");
    create("QUERY=wait&PHASE=RUN");
    String third = create("QUERY=rows+1&PHASE=RUN");

    String document = service.get(third).body();
    assertThat(phase(document)).isEqualTo("QUEUED");
    assertThat(value(document, "jobInfo")).contains("at most 2 jobs of one user or address");
  }

  @Test
  void addressIsTakenFromATrustedProxyOnly() throws Exception {
    HttpRequest.Builder near = service.request("/async").header("X-Forwarded-For", "192.0.2.7");
    service.send(
        near.header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("QUERY=rows+1&RUNID=behind"))
            .build());

    assertThat(listed("192.0.2.7")).containsExactly("behind");
    assertThat(listed("203.0.113.9, 192.0.2.7"))
        .as("what the client wrote before its proxy is not believed")
        .containsExactly("behind");
    assertThat(listed("192.0.2.7, 203.0.113.9")).isEmpty();
    assertThat(listed("192.0.2.7, nonsense")).isEmpty();
    assertThat(Xml.values(service.get("/async").body(), "//*[local-name()='runId']")).isEmpty();
  }

  @Test
  void jobIsArchivedWhenItsTimeHasComeAndGoneWhenItIsDeleted() throws Exception {
    String job = create("QUERY=rows+1&PHASE=RUN");
    waitFor(job);
    assertThat(service.get(job + "/results/result").statusCode()).isEqualTo(200);

    service.post(job + "/destruction", "DESTRUCTION=2000-01-01");
    stop();
    start(new Quotas(2, 2, 5));

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> service.get(job + "/phase").body().equals("ARCHIVED"));
    HttpResponse<String> result = service.get(job + "/results/result");
    assertThat(result.statusCode()).isEqualTo(404);
    assertThat(result.body()).contains("ARCHIVED");
    assertThat(service.get("/async").body()).doesNotContain("jobref");
    assertThat(service.get("/async?PHASE=ARCHIVED").body()).contains("jobref");
    assertThat(service.send(service.request(job).DELETE().build()).statusCode()).isEqualTo(303);
    assertThat(service.get(job).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/phase", "/results/result", "/error", "/parameters", "/owner"})
  void jobFromThinAirIsNotFound(String below) throws Exception {
    HttpResponse<String> answer =
        service.get("/async/2b4fd3f0-0b0b-4b0b-8b0b-0123456789ab" + below);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("There is no such job");
  }

  @ParameterizedTest
  @CsvSource({
    "/phase, PHASE=ABORT",
    "/phase, PHASE=RUN",
    "/destruction, DESTRUCTION=2000-01-01",
    "/executionduration, EXECUTIONDURATION=1",
    "/parameters, FORMAT=tsv",
    "'', ACTION=DELETE"
  })
  void nobodyActsOnTheJobOfAnother(String below, String form) throws Exception {
    String mine = location(service.send(as("ada", "QUERY=rows+1")));
    String before = service.send(service.request(mine).header("From", "ada").build()).body();

    assertThat(service.post(mine + below, form).statusCode()).isEqualTo(404);

    assertThat(service.send(service.request(mine).header("From", "ada").build()).body())
        .isEqualTo(before);
  }

  @Test
  void waitEndsWhenThePhaseIsNoMoreTheOneThatWasTold() throws Exception {
    String job = create("QUERY=rows+1&PHASE=RUN");
    waitFor(job);

    assertThat(service.get(job + "?WAIT=-1&PHASE=EXECUTING").body()).contains("COMPLETED");
    assertThat(service.get(job + "?WAIT=-1").body()).contains("COMPLETED");
    assertThat(service.get(job + "?WAIT=soon").statusCode()).isEqualTo(400);
  }

  private List<String> listed(String forwardedFor) throws Exception {
    HttpResponse<String> list =
        service.send(service.request("/async").header("X-Forwarded-For", forwardedFor).build());
    return Xml.values(list.body(), "//*[local-name()='runId']");
  }

  @ParameterizedTest
  @CsvSource({
    "PHASE=GO, PHASE of a new job can only be RUN",
    "EXECUTIONDURATION=soon, EXECUTIONDURATION has to be a whole number",
    "DESTRUCTION=never, DESTRUCTION has to be a time",
    "QUERY=a&QUERY=b, The parameter QUERY is given 2 times"
  })
  void wrongRequestCreatesNoJob(String form, String reason) throws Exception {
    HttpResponse<String> refused = service.post("/async", form);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains(reason);
    assertThat(service.get("/async").body()).doesNotContain("jobref");
  }

  @Test
  void capabilitiesTellTheLimitsOfJobs() throws Exception {
    String xml = service.get("/capabilities").body();

    assertThat(Xml.value(xml, "//executionDuration/hard")).isEqualTo("100");
    assertThat(Xml.value(xml, "//retentionPeriod/default")).isEqualTo("3600");
  }

  private String create(String form) throws Exception {
    HttpResponse<String> created = service.post("/async", form);
    assertThat(created.statusCode()).isEqualTo(303);
    return location(created);
  }

  private String location(HttpResponse<String> created) {
    return created
        .headers()
        .firstValue("Location")
        .orElseThrow()
        .substring(service.url("").length());
  }

  private HttpRequest as(String user, String form) {
    return service
        .request("/async")
        .header("From", user)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(form))
        .build();
  }

  private HttpResponse<String> waitFor(String job) throws Exception {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> service.get(job + "/phase?WAIT=5").body().matches("COMPLETED|ERROR|ABORTED"));
    return service.get(job);
  }

  private static String phase(String xml) throws Exception {
    return value(xml, "phase");
  }

  private static String value(String xml, String element) throws Exception {
    return Xml.value(xml, "//*[local-name()='" + element + "']");
  }
}
