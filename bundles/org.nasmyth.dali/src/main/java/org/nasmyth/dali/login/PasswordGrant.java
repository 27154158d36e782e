// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali.login;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.nasmyth.api.identity.Credentials;
import org.nasmyth.dali.DaliException;
import org.nasmyth.dali.Parameters;

/**
 * A token service: passwords become tokens as with ESO's (the password grant of RFC 6749, section
 * 4.3, by GET, too); errors are those of RFC 6749, section 5.2. Who guesses is slowed down. Nothing
 * of a request is logged.
 */
public abstract class PasswordGrant extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final int MOST_BODY_BYTES = 16 * 1024;
  private static final int TOO_MANY = 429;
  private static final JsonFactory JSON = new JsonFactory();

  private final transient Set<String> clients;
  private final transient FailedLogins failures;

  /**
   * A token service.
   *
   * @param clients what clients may call themselves ({@code client_id})
   */
  protected PasswordGrant(Set<String> clients, FailedLogins failures) {
    this.clients = Set.copyOf(clients);
    this.failures = failures;
  }

  /**
   * Checks a name and a password. Called by many threads; returns within some seconds.
   *
   * @param client what the client calls itself, one of those that are known
   */
  protected abstract TokenAnswer tokens(Credentials.Password password, String client);

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    grant(request, response);
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    grant(request, response);
  }

  /** Answers a request for tokens. */
  protected final void grant(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
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
      error(400, "invalid_request", "The parameters are malformed or repeated.", response);
      return;
    }
    if (!grant.equals("password")) {
      error(400, "unsupported_grant_type", "grant_type has to be password.", response);
    } else if (!clients.contains(client)) {
      error(401, "invalid_client", "client_id is not one that this archive knows.", response);
    } else if (name.isEmpty() || password.isEmpty()) {
      error(400, "invalid_request", "username and password have to be given.", response);
    } else {
      login(new Credentials.Password(name.get(), password.get()), client, request, response);
    }
  }

  private void login(
      Credentials.Password password,
      String client,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    TokenAnswer answer;
    try (FailedLogins.Attempt attempt = failures.begin(password.name(), request)) {
      Optional<Duration> wait = attempt.refusal();
      if (wait.isPresent()) {
        response.setHeader("Retry-After", String.valueOf(wait.get().toSeconds() + 1));
        error(TOO_MANY, "slow_down", "Too many logins failed; wait.", response);
        return;
      }
      answer = tokens(password, client);
      if (answer instanceof TokenAnswer.Granted) {
        attempt.succeeded();
      } else if (answer instanceof TokenAnswer.Unavailable) {
        attempt.undecided();
      }
    }
    if (answer instanceof TokenAnswer.Granted granted) {
      send(granted, response);
    } else if (answer instanceof TokenAnswer.Unavailable unavailable) {
      response.setHeader("Retry-After", "5");
      error(503, "temporarily_unavailable", unavailable.reason(), response);
    } else {
      error(400, "invalid_grant", "The name or the password is wrong.", response);
    }
  }

  private static void send(TokenAnswer.Granted granted, HttpServletResponse response)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("access_token", granted.accessToken());
      json.writeStringField("id_token", granted.idToken());
      json.writeStringField("token_type", "bearer");
      json.writeNumberField("expires_in", granted.life().toSeconds());
      json.writeStringField("scope", "");
      json.writeEndObject();
    }
    send(200, bytes.toByteArray(), response);
  }

  /**
   * Answers with an error.
   *
   * @param code of RFC 6749, section 5.2, or one of our own
   * @param description one sentence that repeats nothing of the request
   */
  protected static void error(
      int status, String code, String description, HttpServletResponse response)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("error", code);
      json.writeStringField("error_description", description);
      json.writeEndObject();
    }
    send(status, bytes.toByteArray(), response);
  }

  /**
   * Sends a document.
   *
   * @param json the document's bytes
   */
  protected static void send(int status, byte[] json, HttpServletResponse response)
      throws IOException {
    response.setStatus(status);
    response.setContentType("application/json");
    response.setContentLength(json.length);
    response.getOutputStream().write(json);
  }
}
