// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.storage.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nasmyth.api.storage.FileState;
import org.nasmyth.api.storage.OpenFile;
import org.nasmyth.testkit.Defaults;

@DisplayName("Storage behind HTTP")
class HttpStorageTest {

  private static final byte[] CONTENT = "0123456789".getBytes(StandardCharsets.US_ASCII);

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final AtomicReference<String> tag = new AtomicReference<>("\"one\"");
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/archive/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String range = exchange.getRequestHeaders().getFirst("Range");
      asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + range);
      exchange.getResponseHeaders().set("ETag", tag.get());
      switch (exchange.getRequestURI().toString()) {
        case "/archive/a%3Ab.fits.fz" -> {
          if (range == null) {
            exchange.getResponseHeaders().set("Content-Length", "10");
            exchange.sendResponseHeaders(200, -1);
          } else {
            String[] ends = range.substring("bytes=".length()).split("-", -1);
            int from = Integer.parseInt(ends[0]);
            int to = Integer.parseInt(ends[1]);
            exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + to + "/10");
            byte[] part = Arrays.copyOfRange(CONTENT, from, to + 1);
            exchange.sendResponseHeaders(206, part.length);
            exchange.getResponseBody().write(part);
          }
        }
        case "/archive/broken" -> exchange.sendResponseHeaders(500, -1);
        default -> exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  @Test
  @DisplayName("reads only the bytes that are asked for")
  void ranges() throws IOException {
    try (OpenFile file = storage().open("a:b")) {
      assertThat(file.state().size()).isEqualTo(10);
      assertThat(file.state().fileName()).isEqualTo("a:b.fits.fz");
      ByteBuffer bytes = ByteBuffer.allocate(3);
      assertThat(file.read(4, bytes)).isEqualTo(3);
      assertThat(bytes.array()).asString().isEqualTo("456");
      assertThat(file.read(9, ByteBuffer.allocate(100))).isEqualTo(1);
      assertThat(file.read(10, ByteBuffer.allocate(1))).isEqualTo(-1);
    }
    assertThat(asked)
        .containsExactly(
            "HEAD /archive/a%3Ab.fits null",
            "HEAD /archive/a%3Ab.fits.fz null",
            "GET /archive/a%3Ab.fits.fz bytes=4-6",
            "GET /archive/a%3Ab.fits.fz bytes=9-9");
  }

  @Test
  @DisplayName("notices that a file was exchanged while it was read")
  void changed() throws IOException {
    try (OpenFile file = storage().open("a:b")) {
      tag.set("\"two\"");
      assertThatThrownBy(() -> file.read(0, ByteBuffer.allocate(1)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("changed");
    }
  }

  @Test
  @DisplayName("tells what is not there from what cannot be asked")
  void missing() throws IOException {
    assertThat(storage().find("nothing")).isEmpty();
    assertThatThrownBy(() -> storage().open("nothing")).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> new HttpStorage(settings(base(), "")).find("broken"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("500");
  }

  @Test
  @DisplayName("never asks for anything outside its origin")
  void outside() throws IOException {
    for (String reference : List.of("../x", "a/../../x", "", "/", "//host/x", ".")) {
      assertThat(new HttpStorage(settings(base(), "")).find(reference)).isEmpty();
    }
    assertThat(asked).isEmpty();
    assertThat(new HttpStorage(settings(base(), "")).find("%2e%2e/x?y#z")).isEmpty();
    assertThat(asked).containsExactly("HEAD /archive/%252e%252e/x%3Fy%23z null");
  }

  @Test
  @DisplayName("is refused with a reason when its origin is none")
  void settings() {
    assertThatThrownBy(() -> new HttpStorage(settings("ftp://x/", "")))
        .hasMessageContaining("origin: 'ftp://x/'");
    assertThatThrownBy(() -> new HttpStorage(settings("not an address", "")))
        .hasMessageContaining("origin");
  }

  @Test
  @DisplayName("gives a file with another tag another version")
  void version() throws IOException {
    FileState before = storage().find("a:b").orElseThrow();
    tag.set("\"two\"");
    assertThat(storage().find("a:b").orElseThrow().version()).isNotEqualTo(before.version());
  }

  private HttpStorage storage() {
    return new HttpStorage(settings(base(), ".fits", ".fits.fz"));
  }

  private String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/archive";
  }

  private static HttpStorageConfiguration settings(String origin, String... suffixes) {
    return Defaults.of(
        HttpStorageConfiguration.class,
        Map.of("origin", origin, "suffixes", suffixes, "timeoutSeconds", 10));
  }
}
