// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.identity.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.util.JSONObjectUtils;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nasmyth.api.identity.Credentials;
import org.nasmyth.api.identity.Verdict;
import org.nasmyth.dali.DaliException;
import org.nasmyth.dali.Parameters;
import org.nasmyth.dali.login.FailedLogins;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The token service: passwords become tokens as with ESO's (the password grant of RFC 6749, section
 * 4.3, by GET, too); errors are those of RFC 6749, section 5.2. Also the documents by which others
 * can check the tokens (OpenID Connect Discovery 1.0). Nothing of a request is logged.
 */
@Component(
    name = "org.nasmyth.identity.local.tokens",
    service = Servlet.class,
    property = {
      "osgi.http.whiteboard.servlet.name=sso",
      "osgi.http.whiteboard.servlet.pattern=" + TokenServlet.PATH + "/*"
    })
public final class TokenServlet extends HttpServlet {

  static final String PATH = "/sso/oidc";

  private static final long serialVersionUID = 1L;
  private static final int MOST_BODY_BYTES = 16 * 1024;
  private static final int TOO_MANY = 429;

  private final transient LocalIdentity identity;
  private final transient FailedLogins failures;

  /** Gives tokens for the accounts here. */
  @Activate
  public TokenServlet(@Reference LocalIdentity identity, @Reference FailedLogins failures) {
    this.identity = identity;
    this.failures = failures;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (String.valueOf(request.getPathInfo())) {
      case "/token", "/accessToken" -> token(request, response);
      case "/jwks" -> {
        response.setHeader("Access-Control-Allow-Origin", "*");
        send(200, identity.publicKeys(), response);
      }
      case "/.well-known/openid-configuration" -> {
        response.setHeader("Access-Control-Allow-Origin", "*");
        send(200, discovery(), response);
      }
      default -> send(404, error("not_found", "There is nothing here."), response);
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (String.valueOf(request.getPathInfo())) {
      case "/token", "/accessToken" -> token(request, response);
      default -> send(404, error("not_found", "There is nothing here."), response);
    }
  }

  private Map<String, Object> discovery() {
    String issuer = identity.settings().issuer();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("issuer", issuer);
    document.put("token_endpoint", issuer + "/token");
    document.put("jwks_uri", issuer + "/jwks");
    document.put("grant_types_supported", List.of("password"));
    document.put("response_types_supported", List.of("id_token token"));
    document.put("subject_types_supported", List.of("public"));
    document.put("id_token_signing_alg_values_supported", List.of("ES256"));
    document.put("token_endpoint_auth_methods_supported", List.of("none"));
    document.put("claims_supported", List.of("sub", "preferred_username", "groups"));
    return document;
  }

  private void token(HttpServletRequest request, HttpServletResponse response) throws IOException {
    // RFC 6749, section 5.1
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Pragma", "no-cache");
    String grant;
    String client;
    Optional<String> name;
    Optional<String> password;
    try {
      Parameters parameters = Parameters.of(request, MOST_BODY_BYTES);
      grant = parameters.single("grant_type").orElse("");
      client = parameters.single("client_id").orElse("");
      name = parameters.single("username");
      password = parameters.single("password");
    } catch (DaliException e) {
      // Its message may repeat a part of the request.
      send(400, error("invalid_request", "The parameters are malformed or repeated."), response);
      return;
    }
    if (!grant.equals("password")) {
      send(400, error("unsupported_grant_type", "grant_type has to be password."), response);
    } else if (!identity.settings().clients().contains(client)) {
      send(401, error("invalid_client", "client_id is not one that this archive knows."), response);
    } else if (name.isEmpty() || password.isEmpty()) {
      send(400, error("invalid_request", "username and password have to be given."), response);
    } else {
      login(new Credentials.Password(name.get(), password.get()), client, request, response);
    }
  }

  private void login(
      Credentials.Password credentials,
      String client,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    try (FailedLogins.Attempt attempt = failures.begin(credentials.name(), request)) {
      Optional<Duration> wait = attempt.refusal();
      if (wait.isPresent()) {
        response.setHeader("Retry-After", String.valueOf(wait.get().toSeconds() + 1));
        send(TOO_MANY, error("slow_down", "Too many logins failed; wait."), response);
        return;
      }
      LocalIdentity.Login login = identity.login(credentials, client);
      if (login.verdict() instanceof Verdict.Accepted) {
        attempt.succeeded();
      } else if (login.verdict() instanceof Verdict.Unavailable) {
        attempt.undecided();
      }
      answer(login, response);
    }
  }

  private static void answer(LocalIdentity.Login login, HttpServletResponse response)
      throws IOException {
    if (login.tokens().isPresent()) {
      send(200, answer(login.tokens().get()), response);
    } else if (login.verdict() instanceof Verdict.Unavailable unavailable) {
      response.setHeader("Retry-After", "5");
      send(503, error("temporarily_unavailable", unavailable.reason()), response);
    } else {
      send(400, error("invalid_grant", "The name or the password is wrong."), response);
    }
  }

  private static Map<String, Object> answer(TokenPair tokens) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("access_token", tokens.accessToken());
    answer.put("id_token", tokens.idToken());
    answer.put("token_type", "bearer");
    answer.put("expires_in", tokens.life().toSeconds());
    answer.put("scope", "");
    return answer;
  }

  private static Map<String, Object> error(String code, String description) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("error", code);
    error.put("error_description", description);
    return error;
  }

  private static void send(int status, Map<String, Object> document, HttpServletResponse response)
      throws IOException {
    byte[] bytes = JSONObjectUtils.toJSONString(document).getBytes(UTF_8);
    response.setStatus(status);
    response.setContentType("application/json");
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}
