// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.results.ServiceDescriptor;

/** How results travel, and what they tell beside their rows. */
class ResultAnswersTest {

  private final HttpClient client = HttpClient.newHttpClient();
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
  void resultIsCompressedAsTheClientAccepts() throws Exception {
    String plain = service.get("/sync?QUERY=rows+50&MAXREC=50&FORMAT=json").body();

    HttpResponse<byte[]> gzip = accepting("gzip, deflate", "rows+50");
    HttpResponse<byte[]> zstd = accepting("gzip, deflate, br, zstd", "rows+50");

    assertThat(gzip.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(text(new GZIPInputStream(new ByteArrayInputStream(gzip.body())))).isEqualTo(plain);
    assertThat(zstd.headers().firstValue("Content-Encoding")).hasValue("zstd");
    assertThat(text(new ZstdInputStream(new ByteArrayInputStream(zstd.body())))).isEqualTo(plain);
    assertThat(zstd.headers().firstValue("Vary")).hasValue("Accept, Accept-Encoding");
  }

  @Test
  void smallResultIsNotWorthCompressing() throws Exception {
    HttpResponse<byte[]> answer = accepting("gzip", "rows+1");

    assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(new String(answer.body(), UTF_8)).startsWith("{\"metadata\"").endsWith("}\n");
  }

  @Test
  void resultTellsWhereItsDataComeFrom() throws Exception {
    String body = service.get("/sync?QUERY=rows+1").body();

    assertThat(Xml.value(body, "//*[@name='citation']/@value")).isEqualTo("Sample et al. 2026");
    assertThat(Xml.value(body, "//*[@name='contact']/@value")).isEqualTo("help@sample.org");
    assertThat(Xml.values(body, "//*[@name='rights_uri']")).isEmpty();
  }

  @Test
  void resultWithIdentifiersAnnouncesDataLink() throws Exception {
    String body = service.get("/sync?QUERY=rows+1").body();
    String resource = "//*[local-name()='RESOURCE'][@type='meta'][@utype='adhoc:service']";

    assertThat(Xml.value(body, resource + "/*[@name='standardID']/@value"))
        .isEqualTo("ivo://ivoa.net/std/DataLink#links-1.1");
    assertThat(Xml.value(body, resource + "/*[@name='accessURL']/@value"))
        .isEqualTo("https://sample.org/links");
    String ref = Xml.value(body, resource + "/*[@name='inputParams']/*[@name='ID']/@ref");
    assertThat(ref).isNotEmpty();
    assertThat(Xml.value(body, "//*[local-name()='FIELD'][@ID='" + ref + "']/@name"))
        .isEqualTo("name");
  }

  @Test
  void identifierIsFoundUnderAnotherNameByItsUtype() {
    ProductLinks links = new ProductLinks("https://a.org/links", List.of("dp_id"));
    Field renamed = Field.of("x", ValueType.STRING).withUtype("obscore:Curation.PublisherDID");

    assertThat(links.of(List.of(Field.of("dp_id", ValueType.LONG), renamed)))
        .flatExtracting(ServiceDescriptor::inputs)
        .containsExactly(new ServiceDescriptor.Input("ID", 1));
    assertThat(links.of(List.of(Field.of("ra", ValueType.DOUBLE)))).isEmpty();
    assertThat(ProductLinks.NONE.of(List.of(renamed))).isEmpty();
  }

  @Test
  void addressOfDataLinkIsChecked() {
    assertThatThrownBy(() -> new ProductLinks("archive/links", List.of()))
        .hasMessageStartingWith("datalink: 'archive/links' is no address");
  }

  private HttpResponse<byte[]> accepting(String codings, String query)
      throws IOException, InterruptedException {
    return client.send(
        service
            .request("/sync?FORMAT=json&MAXREC=50&QUERY=" + query)
            .header("Accept-Encoding", codings)
            .build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String text(InputStream in) throws IOException {
    try (in) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
