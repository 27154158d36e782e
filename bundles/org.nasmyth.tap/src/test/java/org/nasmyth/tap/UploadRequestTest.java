// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nasmyth.dali.Parameters;

/** Requests that bring files: what is understood, what is refused, and that nothing stays. */
class UploadRequestTest {

  private static final String STATUS = "//*[@name='QUERY_STATUS']";
  private static final String TYPE = "multipart/form-data; boundary=\"b o\"";

  private RunningService service;

  @BeforeEach
  void start() throws Exception {
    service = new RunningService();
  }

  @AfterEach
  void stop() throws Exception {
    assertThat(service.spool.bytes()).isZero();
    service.close();
  }

  private static String part(String headers, String content) {
    return "--b o\r\n" + headers + "\r\n\r\n" + content + "\r\n";
  }

  private static String field(String name, String value) {
    return part("Content-Disposition: form-data; name=\"" + name + "\"", value);
  }

  private static String file(String name, String content) {
    return part(
        "content-type: text/plain\r\nContent-Disposition: form-data; name="
            + name
            + "; filename=\"a b\"",
        content);
  }

  private HttpResponse<String> post(String... parts) throws IOException, InterruptedException {
    return service.post("/sync", TYPE, String.join("", parts) + "--b o--\r\n");
  }

  @Test
  void filesThatNoTableIsMadeOfAreDropped() throws Exception {
    HttpResponse<String> answer =
        post(field("QUERY", "rows 3"), file("x", "a\r\n--b\r\n--b oo"), field("FORMAT", "csv"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body().lines()).hasSize(4);
  }

  @Test
  void databaseThatTakesNoUploadsIsTold() throws Exception {
    HttpResponse<String> answer =
        post(field("QUERY", "rows 1"), field("UPLOAD", "t,param:x"), file("x", "a"));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Xml.value(answer.body(), STATUS)).startsWith("This service takes no uploads");
    assertThat(service.get("/capabilities").body()).doesNotContain("upload");
  }

  @Test
  void fileThatIsTooLargeIsRefused() throws Exception {
    HttpResponse<String> answer = post(field("QUERY", "rows 1"), file("x", "y".repeat(1001)));
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(Xml.value(answer.body(), STATUS)).contains("at most 1000 bytes are taken");
  }

  @Test
  void filesForWhichThereIsNoRoomAreRefusedForNow() throws Exception {
    HttpResponse<String> answer =
        post(file("x", "y".repeat(900)), file("y", "y".repeat(900)), file("z", "y".repeat(900)));
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void twoFilesOfOneNameAreRefused() throws Exception {
    HttpResponse<String> answer = post(file("x", "a"), file("X", "b"));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Xml.value(answer.body(), STATUS)).contains("two files called 'X'");
  }

  @Test
  void parametersThatAreTooLongAreRefused() throws Exception {
    HttpResponse<String> answer = post(field("QUERY", "x".repeat(2_000_000)));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Xml.value(answer.body(), STATUS)).startsWith("The request is too long");
  }

  @Test
  void bodyThatBreaksOffIsRefused() throws Exception {
    HttpResponse<String> answer = service.post("/sync", TYPE, file("x", "a") + "--b o\r\nA: b");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Xml.value(answer.body(), STATUS)).contains("ends in the middle of a part");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select,param:x | UPLOAD: 'select' is a word of ADQL and cannot be a table's name; write"
            + " select_t, for instance.",
        "a.b,param:x | UPLOAD: 'a.b' is no name for a table; it needs a letter, then letters,"
            + " digits and underscores, without a schema.",
        "t | UPLOAD is 't'; it has to be a table's name, a comma, and param:PART or a URL.",
        "t,param:x;T,param:y | UPLOAD names two tables 'T'; give each a name of its own.",
        "t,file:///etc/passwd | UPLOAD of t: 'file:///etc/passwd' cannot be fetched; give a URL of"
            + " http or https. A part of the request is param:PART."
      })
  void uploadThatIsNotUnderstoodIsExplained(String upload, String message) throws Exception {
    HttpResponse<String> answer = post(field("QUERY", "rows 1"), field("UPLOAD", upload));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Xml.value(answer.body(), STATUS)).isEqualTo(message);
  }

  @Test
  void severalTablesComeInOneValueOrInSeveral() throws Exception {
    List<Upload> uploads =
        Upload.of(
            Parameters.of(
                Map.of(
                    "UPLOAD",
                    List.of("a,param:x; b,http://h.example/p;q,r?s=1;2 ", "c,PARAM:y"),
                    "Y",
                    List.of("text"))));
    assertThat(uploads).extracting(Upload::name).containsExactly("a", "b", "c");
    assertThat(uploads.get(0).content()).isEqualTo(new Upload.Inline("x", null));
    assertThat(uploads.get(1).content())
        .isInstanceOfSatisfying(
            Upload.Remote.class,
            remote -> assertThat(remote.address()).hasToString("http://h.example/p;q,r?s=1;2"));
    assertThat(uploads.get(2).content()).isEqualTo(new Upload.Inline("y", "text"));
  }
}
