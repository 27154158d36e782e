// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasmyth.api.identity.Identity;
import uk.ac.starlink.table.StarTable;
import uk.ac.starlink.table.StoragePolicy;
import uk.ac.starlink.table.Tables;
import uk.ac.starlink.util.ByteArrayDataSource;
import uk.ac.starlink.votable.VOTableBuilder;

/** Synchronous queries, as clients send them. */
class SyncQueryTest {

  private static final String STATUS = "//*[local-name()='INFO'][@name='QUERY_STATUS']";

  private RunningService service;

  @BeforeEach
  void start() throws Exception {
    service = new RunningService();
  }

  @AfterEach
  void stop() throws Exception {
    service.close();
  }

  @Test
  void getAndPostAndMultipartGiveTheSameRows() throws Exception {
    String expected = "id,name\r\n0,row 0\r\n1,row 1\r\n";
    String parts =
        """
        --xyz
        Content-Disposition: form-data; name="QUERY"

        rows 2
        --xyz
        Content-Disposition: form-data; name="format"

        csv
        --xyz
        Content-Disposition: form-data; name="ignored"; filename="a.txt"
        Content-Type: text/plain

        a file
        --xyz--
        """
            .replace("\n", "\r\n");

    assertThat(service.get("/sync?REQUEST=doQuery&LANG=ADQL&QUERY=rows+2&FORMAT=csv").body())
        .isEqualTo(expected);
    assertThat(service.get("/sync?query=rows%202&responseFormat=text/csv&VERSION=1.1").body())
        .isEqualTo(expected);
    assertThat(service.post("/sync", "QUERY=rows+2&lang=ADQL-2.1&Format=CSV").body())
        .isEqualTo(expected);
    assertThat(service.post("/sync", "multipart/form-data; boundary=xyz", parts).body())
        .isEqualTo(expected);
  }

  @Test
  void answerHasTheHeadersOfAResult() throws Exception {
    HttpResponse<String> answer = service.get("/sync?QUERY=rows+1&LANG=ADQL");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValue("application/x-votable+xml;serialization=BINARY2");
    assertThat(answer.headers().firstValue("Content-Disposition"))
        .hasValue("inline; filename=\"tap_obs.vot\"");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-cache");
  }

  @Test
  void resultIsReadByStilAndTellsItsOrigin() throws Exception {
    HttpResponse<String> answer = service.get("/sync?QUERY=rows+12&LANG=ADQL");

    StarTable table =
        Tables.randomTable(
            new VOTableBuilder()
                .makeStarTable(
                    new ByteArrayDataSource("answer", answer.body().getBytes(UTF_8)),
                    true,
                    StoragePolicy.PREFER_MEMORY));
    assertThat(table.getRowCount()).isEqualTo(12);
    assertThat(table.getCell(11, 1)).isEqualTo("row 11");
    assertThat(Xml.value(answer.body(), "//*[@name='QUERY']/@value")).isEqualTo("rows 12");
    assertThat(Xml.value(answer.body(), "//*[@name='publisher']/@value"))
        .isEqualTo("Sample observatory");
    assertThat(Xml.value(answer.body(), STATUS + "/@value")).isEqualTo("OK");
  }

  @Test
  void requestReachesThePipelineWithTheServicesRules() throws Exception {
    assertThat(service.get("/sync?QUERY=rows+1&MAXREC=7").statusCode()).isEqualTo(200);

    assertThat(service.pipeline.last.limits().rows()).isEqualTo(7);
    assertThat(service.pipeline.last.caller()).isEqualTo(Identity.ANONYMOUS);
    assertThat(service.pipeline.last.rules().defaultSchema()).isEqualTo("ivoa");
    assertThat(service.pipeline.last.database()).isSameAs(service.database);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | 20 | The result was cut off after 20 rows, which is the limit where MAXREC is not"
            + " given. Send MAXREC for more, up to 50.",
        "30 | 30 | The result was cut off after 30 rows, as MAXREC=30 asks. Send a larger MAXREC for"
            + " more, up to 50.",
        "15000000 | 50 | The result was cut off after 50 rows, the most that this service delivers."
            + " Ask for the rest in another query.",
        "99999999999999999999 | 50 | The result was cut off after 50 rows, the most that this"
            + " service delivers. Ask for the rest in another query.",
        "0 | 0 | MAXREC=0 asks for no rows."
      })
  void rowsAreLimitedAndTheResultSaysSo(String maxrec, int rows, String advice) throws Exception {
    String body = service.get("/sync?QUERY=rows+60&FORMAT=votable/td&MAXREC=" + maxrec).body();

    assertThat(Xml.values(body, "//*[local-name()='TR']")).hasSize(rows);
    assertThat(Xml.values(body, STATUS + "/@value")).containsExactly("OK", "OVERFLOW");
    assertThat(Xml.value(body, STATUS + "[@value='OVERFLOW']")).isEqualTo(advice);
  }

  @Test
  void exactlyMaxrecRowsAreNoOverflow() throws Exception {
    String body = service.get("/sync?QUERY=rows+20&FORMAT=votable/td").body();

    assertThat(Xml.values(body, STATUS + "/@value")).containsExactly("OK");
  }

  @Test
  void headRunsNoQuery() throws Exception {
    HttpResponse<String> answer =
        service.send(
            service
                .request("/sync?QUERY=rows+1&FORMAT=json")
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(answer.body()).isEmpty();
    assertThat(service.pipeline.last).isNull();
  }

  @Test
  void failureAfterTheFirstByteEndsTheDocumentWellFormed() throws Exception {
    HttpResponse<String> answer =
        service.get("/sync?QUERY=fail+after+10&FORMAT=votable/td&MAXREC=40");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Xml.values(answer.body(), "//*[local-name()='TR']")).hasSize(10);
    assertThat(Xml.value(answer.body(), STATUS + "[@value='ERROR']"))
        .isEqualTo("The disk is full & cold.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "QUERY=SELECT+nme | Line 1, column 8: there is no column 'nme' <in> the tables of FROM.",
        "LANG=ADQL | The parameter QUERY is missing; it holds the ADQL to run, for instance SELECT *"
            + " FROM TAP_SCHEMA.tables.",
        "QUERY=+ | The parameter QUERY is missing; it holds the ADQL to run, for instance SELECT *"
            + " FROM TAP_SCHEMA.tables.",
        "QUERY=rows+1&MAXREC=-1 | MAXREC is '-1'; it has to be a whole number, 0 or more.",
        "QUERY=rows+1&MAXREC=abc | MAXREC is 'abc'; it has to be a whole number, 0 or more.",
        "QUERY=rows+1&MAXREC=1.5 | MAXREC is '1.5'; it has to be a whole number, 0 or more.",
        "QUERY=rows+1&FORMAT=jsn | The format 'jsn' is not offered. Did you mean 'json'? Offered"
            + " are: votable, json, votable/b, votable/td, csv, tsv.",
        "QUERY=rows+1&LANG=PQL | LANG is 'PQL', which is not offered; use ADQL, ADQL-2.0 or"
            + " ADQL-2.1.",
        "QUERY=rows+1&REQUEST=doit | REQUEST is 'doit'; it has to be doQuery, or may be left out.",
        "QUERY=rows+1&QUERY=rows+2 | The parameter QUERY is given 2 times; give it once.",
        "QUERY=100% | '100%' is not percent-encoded rightly; write a percent sign as %25.",
        "QUERY=rows+1&UPLOAD=t,param:x | This service takes no uploads, so UPLOAD cannot be used;"
            + " write the values into the query, for instance with IN (…)."
      })
  void badInputIsExplained(String form, String message) throws Exception {
    HttpResponse<String> answer = service.post("/sync", form);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-votable+xml");
    assertThat(Xml.value(answer.body(), STATUS + "/@value")).isEqualTo("ERROR");
    assertThat(Xml.value(answer.body(), STATUS)).isEqualTo(message);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void hugeQueryIsRefused(boolean lengthUnknown) throws Exception {
    byte[] body = ("QUERY=" + "x".repeat(5_000_000)).getBytes(UTF_8);
    HttpRequest.BodyPublisher publisher =
        lengthUnknown
            ? HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))
            : HttpRequest.BodyPublishers.ofByteArray(body);

    HttpResponse<String> answer =
        service.send(
            service
                .request("/sync")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(publisher)
                .build());

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Xml.value(answer.body(), STATUS))
        .isEqualTo("The request is too long: at most 1048576 bytes are taken. Shorten the query.");
  }

  @Test
  void bodyOfAnotherTypeIsExplained() throws Exception {
    assertThat(service.post("/sync", "text/plain", "SELECT 1").statusCode()).isEqualTo(400);
    assertThat(service.post("/sync", "multipart/form-data; boundary=b", "--b\r\nx").body())
        .contains("The multipart body ends in the middle of a part.");
  }

  @Test
  void timeLimitEndsTheQuery() throws Exception {
    try (RunningService hasty = new RunningService(Duration.ofMillis(200))) {
      HttpResponse<String> answer = hasty.get("/sync?QUERY=wait");

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("the time limit of this service");
    }
  }

  @Test
  void shutdownEndsTheQueryAndTellsTheClientToComeBack() throws Exception {
    CompletableFuture<HttpResponse<String>> pending =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return service.get("/sync?QUERY=wait");
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    await().atMost(Duration.ofSeconds(60)).until(() -> service.pipeline.last != null);

    service.shutDownQueries();

    HttpResponse<String> answer = pending.get(60, TimeUnit.SECONDS);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
  }

  @Test
  void faultOfTheServerTellsNothingOfItsInside() throws Exception {
    HttpResponse<String> answer = service.get("/sync?QUERY=crash");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).doesNotContain("secret").doesNotContain("Exception");
    assertThat(Xml.value(answer.body(), STATUS)).contains("under the reference");
  }

  @Test
  void serviceWithoutDatabaseAsksToComeBack() throws Exception {
    try (RunningService alone = new RunningService()) {
      alone.databases.leave(alone.database);
      alone.databases.close();

      HttpResponse<String> answer = alone.get("/sync?QUERY=rows+1");

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
      assertThat(Xml.value(answer.body(), STATUS + "/@value")).isEqualTo("ERROR");
    }
  }

  @Test
  void databaseThatIsJustBeingExchangedIsWaitedFor() throws Exception {
    service.databases.leave(service.database);
    CompletableFuture<HttpResponse<String>> pending =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return service.get("/sync?QUERY=" + URLEncoder.encode("rows 3", UTF_8));
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });

    service.databases.join(new SampleDatabase(), 0);

    assertThat(pending.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
  }
}
