// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali.login;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nasmyth.api.identity.Challenge;
import org.nasmyth.api.identity.Credentials;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.identity.IdentityProvider;
import org.nasmyth.api.identity.Verdict;
import org.nasmyth.dali.ClientAddresses;
import org.nasmyth.dali.DaliException;
import org.nasmyth.dali.DaliServlet;

@DisplayName("A caller")
class InstalledCallersTest {

  private static final Challenge BEARER = new Challenge("Bearer", Map.of());
  private static final Challenge BASIC = new Challenge("Basic", Map.of("realm", "archive"));

  private final InstalledCallers callers =
      new InstalledCallers(new FailedLogins(new ClientAddresses(List.of()), System::nanoTime));
  private final Server server = new Server();
  private final HttpClient client = HttpClient.newHttpClient();
  private String url = "";

  /** Says who asks; at /secret only to those who have logged in. */
  private static final class Greeting extends DaliServlet {
    private static final long serialVersionUID = 1L;
    private final transient InstalledCallers callers;

    Greeting(InstalledCallers callers) {
      this.callers = callers;
    }

    @Override
    protected void answer(HttpServletRequest request, HttpServletResponse response)
        throws DaliException, IOException {
      Identity caller = callers.identify(request, response);
      if (caller.isAnonymous() && request.getServletPath().equals("/secret")) {
        throw DaliException.refused(401, "Log in.");
      }
      send((caller.name() + " " + caller.groups()).getBytes(UTF_8), "text/plain", response);
    }
  }

  /** Knows tokens such as {@code ok-name} and the password {@code right}. */
  private record Known(String prefix, List<Challenge> challenges) implements IdentityProvider {
    @Override
    public Verdict check(Credentials credentials) {
      if (credentials instanceof Credentials.Token token) {
        return !token.text().startsWith(prefix)
            ? Verdict.NOT_MINE
            : token.text().startsWith(prefix + "ok-")
                ? accepted(token.text().substring(prefix.length() + 3))
                : token.text().endsWith("later")
                    ? new Verdict.Unavailable("The provider does not answer.")
                    : new Verdict.Rejected("The token is \"bad\".");
      }
      Credentials.Password password = (Credentials.Password) credentials;
      return password.password().equals(prefix + "right")
          ? accepted(password.name())
          : new Verdict.Rejected("Name or password is wrong.");
    }

    private static Verdict accepted(String name) {
      return new Verdict.Accepted(new Identity(name, Set.of("team")));
    }
  }

  @BeforeEach
  void start() throws Exception {
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(new ServletHolder(new Greeting(callers)), "/open");
    context.addServlet(new ServletHolder(new Greeting(callers)), "/secret");
    server.setHandler(context);
    server.start();
    url = "http://127.0.0.1:" + connector.getLocalPort();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  @Test
  @DisplayName("is anonymous where no provider is installed, whatever comes along")
  void nothingInstalled() throws Exception {
    HttpResponse<String> answer = get("/open", "Bearer x");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("null []");
    assertThat(answer.headers().map()).doesNotContainKeys("www-authenticate", "vary");
    HttpResponse<String> refused = get("/secret");
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer");
  }

  @Test
  @DisplayName("who has not logged in is told in each answer how to, each way once")
  void challenges() throws Exception {
    install("a", BEARER, BASIC);
    install("b", BEARER);
    for (String path : List.of("/open", "/secret")) {
      HttpResponse<String> answer = get(path);
      assertThat(answer.statusCode()).isEqualTo(path.equals("/open") ? 200 : 401);
      assertThat(answer.headers().allValues("WWW-Authenticate"))
          .containsExactlyInAnyOrder("Bearer", "Basic realm=\"archive\"");
      assertThat(answer.headers().firstValue("X-VO-Authenticated")).isEmpty();
      assertThat(answer.headers().firstValue("Vary")).contains("Authorization");
    }
  }

  @Test
  @DisplayName("with a good token or password is known, and told as whom")
  void accepted() throws Exception {
    install("a", BEARER, BASIC);
    install("b", BEARER);
    for (String header :
        List.of("Bearer aok-pi", "bearer  bok-pi", "Bearer bok-pi==", basic("pi", "aright"))) {
      HttpResponse<String> answer = get("/secret", header);
      assertThat(answer.statusCode()).as(header).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("pi [team]");
      assertThat(answer.headers().firstValue("X-VO-Authenticated")).contains("pi");
      assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
    }
    HttpResponse<String> umlaut = get("/open", basic("päi\n", "aright"));
    assertThat(umlaut.headers().firstValue("X-VO-Authenticated")).contains("p%C3%A4i%0A");
  }

  @Test
  @DisplayName("with wrong credentials is refused everywhere, with the reason and no redirect")
  void rejected() throws Exception {
    install("a", BEARER, BASIC);
    HttpResponse<String> bad = get("/open", "Bearer a-bad");
    assertThat(bad.statusCode()).isEqualTo(401);
    assertThat(bad.body()).contains("The token is \"bad\".").doesNotContain("a-bad");
    assertThat(bad.headers().allValues("WWW-Authenticate"))
        .containsExactlyInAnyOrder(
            "Bearer error=\"invalid_token\", error_description=\"The token is \\\"bad\\\".\"",
            "Basic realm=\"archive\"");
    assertThat(get("/open", "Bearer c-unknown").statusCode()).isEqualTo(401);
    assertThat(get("/open", "Bearer a b").statusCode()).isEqualTo(401);
    assertThat(get("/open", "Bearer").statusCode()).isEqualTo(401);
    assertThat(get("/open", "Basic !!!").statusCode()).isEqualTo(401);
    assertThat(get("/open", "Negotiate abc").statusCode()).isEqualTo(401);
    assertThat(get("/open", "Bearer aok-pi", "Bearer aok-pi").statusCode()).isEqualTo(401);
    HttpResponse<String> wrong = get("/open", basic("pi", "hunter2"));
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(wrong.body()).doesNotContain("hunter2");
    assertThat(wrong.headers().allValues("WWW-Authenticate"))
        .as("no token was sent, so none was bad")
        .containsExactlyInAnyOrder("Bearer", "Basic realm=\"archive\"");
  }

  @Test
  @DisplayName("whom nobody can check now is asked to come again")
  void unavailable() throws Exception {
    install("a", BEARER);
    HttpResponse<String> answer = get("/open", "Bearer a-later");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  @DisplayName("who guesses passwords has to wait, with the right one, too; tokens go on")
  void guessing() throws Exception {
    install("a", BEARER, BASIC);
    for (int i = 0; i < 5; i++) {
      assertThat(get("/open", basic("pi", "guess" + i)).statusCode()).isEqualTo(401);
    }
    HttpResponse<String> slowed = get("/open", basic("pi", "aright"));
    assertThat(slowed.statusCode()).isEqualTo(429);
    assertThat(slowed.headers().firstValueAsLong("Retry-After")).isPresent();
    assertThat(get("/open", "Bearer aok-pi").statusCode()).isEqualTo(200);
    assertThat(get("/open", basic("delegate", "aright")).statusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName("is not known any longer when the provider has gone for good")
  void removed() throws Exception {
    Known provider = new Known("a", List.of(BEARER));
    callers.addProvider(provider, Map.of("component.name", "a"));
    assertThat(get("/secret", "Bearer aok-pi").statusCode()).isEqualTo(200);
    callers.removeProvider(provider);
    callers.close();
    assertThat(get("/secret", "Bearer aok-pi").statusCode()).isEqualTo(401);
  }

  private void install(String prefix, Challenge... challenges) {
    callers.addProvider(new Known(prefix, List.of(challenges)), Map.of("component.name", prefix));
  }

  private static String basic(String name, String password) {
    return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(UTF_8));
  }

  private HttpResponse<String> get(String path, String... authorizations) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(60));
    for (String authorization : authorizations) {
      request.header("Authorization", authorization);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
