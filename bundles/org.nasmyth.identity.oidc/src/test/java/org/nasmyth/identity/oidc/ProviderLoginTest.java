// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.identity.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.Resource;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nasmyth.api.identity.Credentials;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.identity.Verdict;
import org.nasmyth.dali.ClientAddresses;
import org.nasmyth.dali.login.FailedLogins;
import org.nasmyth.dali.login.TokenAnswer;
import org.nasmyth.testkit.Defaults;

@DisplayName("Somebody whom an OpenID provider knows, at the archive's token service,")
class ProviderLoginTest {

  private static final String PASSWORD = "correct & horse+battery";
  private static final String SECRET = "of the archive: ü";

  private final Logger ours = Logger.getLogger("org.nasmyth");
  private final Log log = new Log();
  private final HttpClient http = HttpClient.newHttpClient();
  private Server server;
  private String url;
  private DistantProvider provider;

  /** What is logged. */
  private static final class Log extends Handler {
    final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord logged) {
      lines.add(
          logged.getLevel() + " " + logged.getMessage() + " " + String.valueOf(logged.getThrown()));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void start() throws Exception {
    ours.setLevel(Level.ALL);
    ours.addHandler(log);
    provider = new DistantProvider();
    server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler();
    // A clock that stands: on a slow machine a second may pass between two guesses.
    FailedLogins failures = new FailedLogins(new ClientAddresses(List.of()), () -> 0L);
    context.addServlet(
        new ServletHolder(
            new ProviderTokenServlet(
                configuration(Map.of("issuer", provider.issuer, "client", "archive")), failures)),
        "/sso/oidc/token");
    context.addServlet(
        new ServletHolder(
            new ProviderTokenServlet(
                configuration(Map.of("issuer", provider.issuer, "client", "a:b", "secret", SECRET)),
                failures)),
        "/sso/oidc/accessToken");
    server.setHandler(context);
    server.start();
    url = "http://127.0.0.1:" + connector.getLocalPort();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
    provider.close();
    ours.removeHandler(log);
    ours.setLevel(null);
    assertThat(log.lines).noneMatch(line -> line.contains("horse") || line.contains("guess"));
  }

  @Test
  @DisplayName("gets the provider's tokens in the shape of ESO's, which the archive accepts")
  void tokens() throws Exception {
    Instant now = Instant.now();
    String token = provider.token(provider.claims(now));
    provider.loginAnswer =
        JSONObjectUtils.toJSONString(
            Map.of(
                "access_token", "opaque \"one\"",
                "id_token", token,
                "refresh_token", "not for the client",
                "expires_in", 28800,
                "token_type", "Bearer",
                "scope", "openid profile"));
    HttpResponse<String> answer = get("/sso/oidc/token?" + grant("pi", PASSWORD));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(JSONObjectUtils.parse(answer.body()))
        .isEqualTo(
            Map.of(
                "access_token", "opaque \"one\"",
                "id_token", token,
                "token_type", "bearer",
                "expires_in", 28800L,
                "scope", ""));
    OidcIdentity identity =
        new OidcIdentity(
            OidcSettings.of(
                Defaults.of(
                    OidcConfiguration.class,
                    Map.of("issuer", provider.issuer, "audiences", new String[] {"archive"}))),
            Duration.ofSeconds(30),
            Clock.systemUTC());
    assertThat(identity.check(new Credentials.Token(token)))
        .isEqualTo(new Verdict.Accepted(new Identity("pi", Set.of("muse-team"))));
    assertThat(log.lines).isEmpty();
  }

  @Test
  @DisplayName("has the password sent to the provider in a body only, with the archive's client")
  void forwarded() throws Exception {
    get("/sso/oidc/token?" + grant("pi", PASSWORD));
    assertThat(provider.logins)
        .containsExactly(
            List.of(
                "POST",
                "null",
                "null",
                "grant_type=password&client_id=archive&scope=openid&username=pi&password="
                    + encode(PASSWORD)));
  }

  @Test
  @DisplayName("is asked for by an archive that proves itself with its secret, if it has one")
  void secret() throws Exception {
    post("/sso/oidc/accessToken", grant("pi", PASSWORD));
    assertThat(provider.logins).hasSize(1);
    assertThat(provider.logins.get(0).get(2))
        .isEqualTo(
            "Basic "
                + Base64.getEncoder().encodeToString(("a%3Ab:" + encode(SECRET)).getBytes(UTF_8)));
    assertThat(provider.logins.get(0).get(3)).doesNotContain(encode(SECRET));
  }

  @Test
  @DisplayName("gets nothing for a wrong password, and after some of them has to wait")
  void guessing() throws Exception {
    provider.loginStatus = 401;
    provider.loginAnswer =
        "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid user credentials\"}";
    for (int i = 0; i < 5; i++) {
      HttpResponse<String> answer = get("/sso/oidc/token?" + grant("pi", "guess" + i));
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("invalid_grant").doesNotContain("user");
    }
    HttpResponse<String> slowed = get("/sso/oidc/token?" + grant("pi", PASSWORD));
    assertThat(slowed.statusCode()).isEqualTo(429);
    assertThat(slowed.headers().firstValue("Retry-After")).isPresent();
    assertThat(provider.logins).hasSize(5);
    assertThat(log.lines).isEmpty();
  }

  @Test
  @DisplayName("is not asked about when the request is none that a provider could answer")
  void refused() throws Exception {
    for (String parameters :
        List.of(
            grant("pi", PASSWORD).replace("clientid", "other"),
            grant("pi", PASSWORD).replace("grant_type=password", "grant_type=code"),
            grant("", PASSWORD),
            grant("pi", PASSWORD) + "&password=second",
            "")) {
      assertThat(get("/sso/oidc/token?" + parameters).statusCode())
          .as(parameters)
          .isBetween(400, 401);
    }
    assertThat(provider.logins).isEmpty();
  }

  @Test
  @DisplayName("is told to come again when the provider is away, talks too much or nonsense")
  void away() throws Exception {
    for (String nonsense : List.of("", "<html>" + PASSWORD, "{}", "x".repeat(1_000_000))) {
      provider.loginStatus = nonsense.equals("{}") ? 500 : 200;
      provider.loginAnswer = nonsense;
      unavailable("try again soon", nonsense);
    }
    provider.close();
    for (int i = 0; i < 10; i++) {
      unavailable("try again soon", "nobody there");
    }
    assertThat(log.lines).isNotEmpty().allMatch(line -> line.startsWith("WARNING"));
  }

  @Test
  @DisplayName("hears of a mistake of the archive's, which the log names")
  void misconfigured() throws Exception {
    provider.loginStatus = 401;
    provider.loginAnswer = "{\"error\":\"unauthorized_client\"}";
    unavailable("the operator finds why in the log", "wrong client");
    provider.loginStatus = 200;
    provider.loginAnswer = "{\"access_token\":\"a\",\"expires_in\":300}";
    unavailable("the operator finds why in the log", "no ID token");
    assertThat(log.lines).hasSize(2).allMatch(line -> line.startsWith("SEVERE"));
  }

  @Test
  @DisplayName("gets tokens of a short life, too, but the log tells once that ESO's clients do not")
  void shortLife() throws Exception {
    provider.loginAnswer = "{\"id_token\":\"i\",\"access_token\":\"a\",\"expires_in\":300}";
    for (int i = 0; i < 3; i++) {
      assertThat(get("/sso/oidc/token?" + grant("pi", PASSWORD)).statusCode()).isEqualTo(200);
    }
    assertThat(log.lines).hasSize(1).allMatch(line -> line.contains("300 s"));
  }

  @Test
  @DisplayName("has the password sent nowhere in the clear when the provider itself is safe")
  void downgrade() {
    TokenEndpoint endpoint =
        new TokenEndpoint(
            new DiscoveryDocument(
                "https://sso.example.org",
                asked ->
                    new Resource(
                        "{\"issuer\":\"https://sso.example.org\",\"token_endpoint\":\"%s/token\"}"
                            .formatted(provider.issuer),
                        "application/json")),
            "archive",
            "",
            "openid");
    assertThat(endpoint.ask(new Credentials.Password("pi", PASSWORD)))
        .isInstanceOf(TokenAnswer.Unavailable.class);
    assertThat(provider.logins).isEmpty();
    assertThat(log.lines).hasSize(1).allMatch(line -> line.contains("https"));
  }

  @Test
  @DisplayName("is known by a provider and a client that the configuration has to name")
  void incomplete() {
    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(
            Map.of("client", "archive"),
            Map.of("issuer", " ", "client", "archive"),
            Map.of("issuer", "https://sso.example.org"))) {
      assertThatThrownBy(
              () ->
                  new ProviderTokenServlet(
                      configuration(wrong),
                      new FailedLogins(new ClientAddresses(List.of()), System::nanoTime)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("has to be given");
    }
  }

  private void unavailable(String reason, String when) throws Exception {
    HttpResponse<String> answer = get("/sso/oidc/token?" + grant("pi", PASSWORD));
    assertThat(answer.statusCode()).as(when).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(answer.body()).as(when).contains(reason).doesNotContain("horse");
  }

  private static TokenServiceConfiguration configuration(Map<String, Object> given) {
    return Defaults.of(TokenServiceConfiguration.class, given);
  }

  private static String grant(String name, String password) {
    return "response_type=id_token%20token&grant_type=password&client_id=clientid"
        + "&client_secret=clientSecret&username="
        + encode(name)
        + "&password="
        + encode(password);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  private HttpResponse<String> post(String path, String form) throws Exception {
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofMinutes(2));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }
}
