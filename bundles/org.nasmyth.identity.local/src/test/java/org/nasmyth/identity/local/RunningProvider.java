// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.identity.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.util.JSONObjectUtils;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.dali.ClientAddresses;
import org.nasmyth.dali.DaliException;
import org.nasmyth.dali.DaliServlet;
import org.nasmyth.dali.login.FailedLogins;
import org.nasmyth.dali.login.InstalledCallers;
import org.nasmyth.testkit.SettableClock;

/** A server with the token service, and a resource /who that says who asks. */
final class RunningProvider implements AutoCloseable {

  static final String ISSUER = "https://archive.example.org/sso/oidc";
  static final String PASSWORD = "correct horse battery";

  final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T12:00:00Z"));
  final Accounts accounts;
  final LocalIdentity identity;

  private final Server server = new Server();
  private final HttpClient client = HttpClient.newHttpClient();
  private final String url;

  /** Says who asks. */
  private static final class Who extends DaliServlet {
    private static final long serialVersionUID = 1L;
    private final transient InstalledCallers callers;

    Who(InstalledCallers callers) {
      this.callers = callers;
    }

    @Override
    protected void answer(HttpServletRequest request, HttpServletResponse response)
        throws DaliException, IOException {
      Identity caller = callers.identify(request, response);
      String text = caller.name() + " " + new TreeSet<>(caller.groups());
      send(text.getBytes(UTF_8), "text/plain", response);
    }
  }

  RunningProvider(Path home) throws Exception {
    this(home, true);
  }

  RunningProvider(Path home, boolean basic) throws Exception {
    accounts = new Accounts(home);
    PasswordHash password = PasswordHash.of(PASSWORD, new SecureRandom());
    accounts.add(Account.of("pi", password, Set.of("muse-team", "observers")));
    identity =
        new LocalIdentity(
            new LocalSettings(
                ISSUER,
                Set.of("clientid"),
                Duration.ofHours(8),
                Duration.ofDays(30),
                basic,
                "archive"),
            home,
            accounts,
            clock);
    // By the test's own clock: on a slow machine a second may pass between two guesses.
    FailedLogins failures =
        new FailedLogins(
            new ClientAddresses(List.of()),
            () -> Duration.between(Instant.EPOCH, clock.instant()).toNanos());
    InstalledCallers callers = new InstalledCallers(failures);
    callers.addProvider(identity, Map.of("component.name", "local"));
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(new ServletHolder(new Who(callers)), "/who");
    context.addServlet(
        new ServletHolder(new TokenServlet(identity, failures)), TokenServlet.PATH + "/*");
    server.setHandler(context);
    server.start();
    url = "http://127.0.0.1:" + connector.getLocalPort();
  }

  /** An ID token of the account pi. */
  String token() throws Exception {
    return login("pi", PASSWORD).get("id_token").toString();
  }

  Map<String, Object> login(String name, String password) throws Exception {
    HttpResponse<String> answer =
        get(
            "/sso/oidc/token?response_type=id_token%20token&grant_type=password"
                + "&client_id=clientid&client_secret=clientSecret&username="
                + encode(name)
                + "&password="
                + encode(password));
    return JSONObjectUtils.parse(answer.body());
  }

  HttpResponse<String> who(String authorization) throws Exception {
    return send(request("/who").header("Authorization", authorization));
  }

  HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  HttpResponse<String> post(String path, String form) throws Exception {
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofMinutes(2));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }
}
