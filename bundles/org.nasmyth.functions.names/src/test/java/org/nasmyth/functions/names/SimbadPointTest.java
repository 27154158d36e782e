// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.functions.names;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nasmyth.fetch.FetchRules;

/** Names asked of a resolver that answers as Sesame does. */
class SimbadPointTest {

  private static final FetchRules RULES =
      new FetchRules(Set.of("127.0.0.1"), Duration.ofSeconds(10), 0);

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private NameResolver resolver;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/sesame",
        exchange -> {
          String name = URLDecoder.decode(exchange.getRequestURI().getRawQuery(), UTF_8);
          asked.add(name);
          byte[] answer = answer(name).getBytes(UTF_8);
          exchange.sendResponseHeaders(name.equals("busy") ? 503 : 200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    resolver = new NameResolver(address(), RULES);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void nameIsResolvedOnce() {
    assertThat(resolver.position("M 31")).containsExactly(10.684708, 41.26875);
    assertThat(resolver.position(" m   31 ")).containsExactly(10.684708, 41.26875);

    assertThat(asked).containsExactly("M 31");
  }

  @Test
  void southernObjectHasItsSign() {
    assertThat(resolver.position("Sgr A* & co")).containsExactly(266.41683708, -29.00781056);

    assertThat(asked).containsExactly("Sgr A* & co");
  }

  @Test
  void unknownNameIsTold() {
    assertThatThrownBy(() -> resolver.position("M 131"))
        .hasMessage("no object is known by the name 'M 131'");
  }

  @Test
  void silentResolverIsToldWithTheWayOut() {
    server.stop(0);

    assertThatThrownBy(() -> resolver.position("M 31"))
        .hasMessageStartingWith("the name resolver does not answer now")
        .hasMessageEndingWith("write the position as POINT");
  }

  @Test
  void silenceIsLoggedWithItsReasonOncePerOutage() {
    List<String> logged = new CopyOnWriteArrayList<>();
    Handler keeper =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            logged.add(new SimpleFormatter().formatMessage(entry));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger(NameResolver.class.getName());
    logger.addHandler(keeper);
    try {
      for (String name : List.of("busy", "busy", "M 31", "busy")) {
        try {
          double[] unused = resolver.position(name);
        } catch (IllegalArgumentException e) {
          assertThat(e).hasMessageContaining("does not answer now");
        }
      }
    } finally {
      logger.removeHandler(keeper);
    }

    assertThat(logged).hasSize(2).allMatch(line -> line.contains("status 503"));
  }

  @Test
  void emptyNameIsNotAskedFor() {
    assertThatThrownBy(() -> resolver.position("  ")).hasMessageContaining("such as 'M 31'");
    assertThat(asked).isEmpty();
  }

  @Test
  void addressIsChecked() {
    assertThatThrownBy(() -> new NameResolver("file:/etc/passwd", RULES))
        .hasMessageStartingWith("url: ");
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/sesame?";
  }

  private static String answer(String name) {
    return switch (name) {
      case "M 31" ->
          """
          # M 31 #Q1
          #=S=Simbad (via url): 1
          %@ 1575544
          %C.0 AGN
          %J 10.684708 +41.268750 = 00:42:44.32 +41:16:07.5
          %I.0 M 31
          """;
      case "Sgr A* & co" -> "%J 266.41683708 -29.00781056 = 17:45:40.0409 -29:00:28.118\n";
      default -> "# " + name + "\n#!Simbad: No known catalog could be found\n";
    };
  }
}
