// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tap;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a service tells of itself. */
class DescriptionTest {

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
  void capabilitiesTellLimitsLanguagesAndFormats() throws Exception {
    String xml = service.get("/capabilities").body();

    assertThat(Xml.value(xml, "//capability[@standardID='ivo://ivoa.net/std/TAP']//accessURL"))
        .isEqualTo(service.url(""));
    assertThat(Xml.values(xml, "//language/version")).containsExactly("2.0", "2.1");
    assertThat(Xml.value(xml, "//outputLimit/default")).isEqualTo("20");
    assertThat(Xml.value(xml, "//outputLimit/hard")).isEqualTo("50");
    assertThat(Xml.value(xml, "//capability[@standardID='ivo://ivoa.net/std/TAP']/description"))
        .isEqualTo(
            "A query may have 1048576 bytes. A synchronous one may take 120 s. A result may have"
                + " 100000 bytes, before any compression.");
    assertThat(Xml.value(xml, "//dataModel")).isEqualTo("ObsCore-1.1");
    assertThat(Xml.values(xml, "//outputFormat/mime")).hasSize(6);
    assertThat(Xml.values(xml, "//languageFeatures[contains(@type,'adqlgeo')]/feature/form"))
        .containsExactly("POINT", "CONTAINS");
    assertThat(Xml.values(xml, "//languageFeatures[contains(@type,'adql-string')]/feature/form"))
        .containsExactly("LOWER", "UPPER");
    assertThat(Xml.value(xml, "//languageFeatures[contains(@type,'udf')]/feature/form"))
        .isEqualTo("redshift(velocity DOUBLE) -> DOUBLE");
    assertThat(Xml.values(xml, "//capability/@standardID"))
        .contains(
            "ivo://ivoa.net/std/VOSI#availability",
            "ivo://ivoa.net/std/VOSI#tables-1.1",
            "ivo://ivoa.net/std/DALI#examples");
  }

  @Test
  void addressIsTheOneThatAProxyTells() throws Exception {
    HttpRequest request =
        service
            .request("/capabilities")
            .header("X-Forwarded-Proto", "https")
            .header("X-Forwarded-Host", "archive.example.org")
            .build();

    assertThat(Xml.value(service.send(request).body(), "//accessURL[@use='base']"))
        .isEqualTo("https://archive.example.org/tap_obs");
  }

  @Test
  void forgedHostIsNotTaken() throws Exception {
    HttpRequest request =
        service.request("/capabilities").header("X-Forwarded-Host", "a b/<evil>").build();

    assertThat(Xml.value(service.send(request).body(), "//accessURL[@use='base']"))
        .isEqualTo(service.url(""));
  }

  @Test
  void requestForCapabilitiesIsRedirected() throws Exception {
    HttpResponse<String> answer = service.get("/sync?REQUEST=getCapabilities");

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location")).hasValue(service.url("/capabilities"));
  }

  @Test
  void tablesTellColumnsAndKeys() throws Exception {
    String xml = service.get("/tables").body();

    assertThat(Xml.values(xml, "//schema/name")).containsExactly("ivoa", "phase3v2");
    assertThat(Xml.values(xml, "//table/name"))
        .containsExactly("ivoa.ObsCore", "phase3v2.product_files");
    assertThat(Xml.values(xml, "//column/name")).contains("s_ra", "\"2MASS id\"", "\"Level\"");
    assertThat(Xml.values(xml, "//column[name='s_ra']/flag"))
        .containsExactly("indexed", "principal");
    assertThat(Xml.value(xml, "//column[name='s_region']/dataType/@extendedType"))
        .isEqualTo("adql:REGION");
    assertThat(Xml.value(xml, "//foreignKey/targetTable")).isEqualTo("ivoa.ObsCore");
  }

  @Test
  void tablesCanBeAskedForWithoutColumns() throws Exception {
    String xml = service.get("/tables?detail=min").body();

    assertThat(Xml.values(xml, "//table")).hasSize(2);
    assertThat(Xml.values(xml, "//column")).isEmpty();
    assertThat(service.get("/tables?DETAIL=medium").statusCode()).isEqualTo(400);
  }

  @Test
  void oneTableCanBeAskedFor() throws Exception {
    assertThat(Xml.value(service.get("/tables/ivoa.obscore").body(), "/*/name"))
        .isEqualTo("ivoa.ObsCore");
    assertThat(service.get("/tables/ivoa.nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void availabilityFollowsTheDatabase() throws Exception {
    assertThat(Xml.value(service.get("/availability").body(), "//*[local-name()='available']"))
        .isEqualTo("true");

    service.databases.leave(service.database);
    service.databases.close();

    HttpResponse<String> answer = service.get("/availability");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Xml.value(answer.body(), "//*[local-name()='available']")).isEqualTo("false");
  }

  @Test
  void examplesAreMarkedUp() throws Exception {
    String xml = service.get("/examples").body();

    assertThat(Xml.value(xml, "//*[@vocab]/@vocab")).isEqualTo("http://www.ivoa.net/rdf/examples#");
    assertThat(Xml.values(xml, "//*[@typeof='example']//*[@property='name']"))
        .containsExactly("All tables", "Bright & red");
    assertThat(Xml.values(xml, "//*[@property='query']"))
        .containsExactly(
            "SELECT table_name FROM TAP_SCHEMA.tables", "SELECT *\n  FROM t -- all\n WHERE b < 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/"})
  void rootIsAPageForPeople(String path) throws Exception {
    HttpResponse<String> answer = service.get(path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .get()
        .asString()
        .startsWith("text/html");
    assertThat(answer.body())
        .contains("href=\"" + service.url("/tables") + "\"")
        .contains("href=\"" + service.url("/examples") + "\"")
        .contains("curl " + service.url("/sync"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/async", "/async/123/phase", "/nothing"})
  void whatIsNotOfferedIsSaidSo(String path) throws Exception {
    HttpResponse<String> answer = service.get(path);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("/sync").contains("value=\"ERROR\"");
  }

  @Test
  void otherMethodsAreRefusedAndOptionsAnswered() throws Exception {
    HttpResponse<String> refused = service.send(service.request("/tables").DELETE().build());
    HttpResponse<String> options =
        service.send(
            service
                .request("/sync")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .build());

    assertThat(refused.statusCode()).isEqualTo(405);
    assertThat(refused.headers().firstValue("Allow")).hasValue("GET, HEAD, POST, OPTIONS");
    assertThat(options.statusCode()).isEqualTo(204);
    assertThat(options.headers().firstValue("Access-Control-Allow-Methods"))
        .hasValue("GET, HEAD, POST, OPTIONS");
  }
}
