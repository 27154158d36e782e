// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Requests that no servlet gets")
class ContainerErrorsTest {

  private static final Server SERVER = new Server();
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    // As the HTTP service is configured.
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    ServerConnector connector =
        new ServerConnector(SERVER, new HttpConnectionFactory(configuration));
    connector.setHost("127.0.0.1");
    SERVER.addConnector(connector);
    SERVER.start();
    Connector door = new ErrorConnector().createConnector(SERVER);
    SERVER.addConnector(door);
    door.start();
    port = connector.getLocalPort();
  }

  @AfterAll
  static void stop() throws Exception {
    SERVER.stop();
  }

  private static String answer(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String get(String path) throws IOException {
    return answer("GET " + path + " HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/file/%",
        "/%zz",
        "/%2e%2e/",
        "/../../etc/passwd",
        "/a%2fb",
        "/a%00b",
        "/a//b",
        "/a%5cb"
      })
  @DisplayName("with malformed addresses are told what is wrong with them")
  void malformed(String path) throws IOException {
    String answer = get(path);
    assertThat(answer).startsWith("HTTP/1.1 400 ");
    assertThat(answer.toLowerCase(Locale.ROOT))
        .contains("content-type: text/plain;charset=utf-8")
        .contains("\r\n\r\nthis request cannot be understood. most often its address is malformed:")
        .doesNotContain("jetty", "<html", "badmessage", "baduri", "exception");
  }

  @Test
  @DisplayName("to nothing are told where to look")
  void nothing() throws IOException {
    assertThat(get("/nonsense"))
        .startsWith("HTTP/1.1 404 ")
        .contains("There is nothing at this address. The page at / tells")
        .doesNotContainIgnoringCase("jetty");
  }

  @Test
  @DisplayName("with too long an address or header are told so")
  void large() throws IOException {
    assertThat(get("/" + "a".repeat(20_000))).startsWith("HTTP/1.1 414 ").contains("by POST");
    assertThat(answer("GET / HTTP/1.1\r\nHost: here\r\nX: " + "a".repeat(20_000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431 ")
        .contains("body of a POST");
  }

  @Test
  @DisplayName("that are no HTTP are refused in words, too")
  void garbage() throws IOException {
    for (String request : List.of("garbage\r\n\r\n", "GET / HTTP/1.1\r\n\r\n")) {
      assertThat(answer(request))
          .startsWith("HTTP/1.1 400 ")
          .contains("This request cannot be understood.")
          .doesNotContainIgnoringCase("jetty");
    }
  }
}
