// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.identity.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.identity.Credentials;
import org.nasmyth.dali.login.TokenAnswer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A provider's token endpoint, where names and passwords become tokens (RFC 6749, section 4.3).
 * Nothing is asked before the first password comes. A password is sent in a body, so that it gets
 * into no log, and only by https where the provider has that. Safe for any thread.
 */
final class TokenEndpoint {

  private static final Logger LOG = LoggerFactory.getLogger(TokenEndpoint.class);
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
  private static final int MOST_BYTES = 256 * 1024;
  private static final int AT_ONCE = 16;

  /** Clients of ESO's do not use a token in its last ten minutes. */
  private static final Duration SHORT_LIFE = Duration.ofMinutes(20);

  private static final TokenAnswer AWAY =
      new TokenAnswer.Unavailable("The login service does not answer; try again soon.");
  private static final TokenAnswer BUSY =
      new TokenAnswer.Unavailable("Many people log in now; try again soon.");
  private static final TokenAnswer MISCONFIGURED =
      new TokenAnswer.Unavailable(
          "The login service gives no tokens for this archive; the operator finds why in the log.");

  private final DiscoveryDocument document;
  private final String client;
  private final String secret;
  private final String scope;
  private final Semaphore asking = new Semaphore(AT_ONCE);
  private final AtomicBoolean warned = new AtomicBoolean();
  private volatile @Nullable URI address;
  private @Nullable HttpClient http;

  /**
   * An endpoint.
   *
   * @param client what the provider calls the archive
   * @param secret what proves that the archive asks; empty for a public client
   * @param scope what is asked for; with {@code openid} among it
   */
  TokenEndpoint(DiscoveryDocument document, String client, String secret, String scope) {
    this.document = document;
    this.client = client;
    this.secret = secret;
    this.scope = scope;
  }

  /** Asks for tokens; returns within some seconds. */
  TokenAnswer ask(Credentials.Password password) {
    if (!asking.tryAcquire()) {
      return BUSY;
    }
    try {
      return read(send(request(password)));
    } catch (IOException e) {
      address = null;
      LOG.warn(
          "The OpenID provider {} cannot be asked for tokens: {}",
          document.issuer(),
          e.getMessage());
      return AWAY;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return AWAY;
    } finally {
      asking.release();
    }
  }

  private HttpRequest request(Credentials.Password password) throws IOException {
    String form =
        "grant_type=password&client_id="
            + encode(client)
            + "&scope="
            + encode(scope)
            + "&username="
            + encode(password.name())
            + "&password="
            + encode(password.password());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address())
            .timeout(ANSWER_LIMIT)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json")
            .POST(BodyPublishers.ofString(form));
    if (!secret.isEmpty()) {
      // RFC 6749, section 2.3.1
      String proof = encode(client) + ":" + encode(secret);
      request.header(
          "Authorization", "Basic " + Base64.getEncoder().encodeToString(proof.getBytes(UTF_8)));
    }
    return request.build();
  }

  private URI address() throws IOException {
    URI known = address;
    if (known != null) {
      return known;
    }
    URI found = document.address("token_endpoint");
    if (document.issuer().startsWith("https:") && !"https".equals(found.getScheme())) {
      throw new IOException("its token_endpoint is not reached by https");
    }
    address = found;
    return found;
  }

  /** An answer that has come as a whole; a larger one than any with tokens has no text. */
  private record Answer(int status, String text) {}

  private Answer send(HttpRequest request) throws IOException, InterruptedException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    AtomicBoolean cut = new AtomicBoolean();
    CompletableFuture<HttpResponse<Void>> answer =
        http().sendAsync(request, BodyHandlers.ofByteArrayConsumer(part -> keep(part, bytes, cut)));
    try {
      int status = answer.get(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS).statusCode();
      return new Answer(status, cut.get() ? "" : bytes.toString(UTF_8));
    } catch (ExecutionException e) {
      throw new IOException(e.getCause() == null ? e.toString() : e.getCause().toString(), e);
    } catch (TimeoutException e) {
      throw new IOException("no whole answer within " + ANSWER_LIMIT, e);
    } finally {
      answer.cancel(true);
    }
  }

  private synchronized HttpClient http() {
    HttpClient made = http;
    if (made == null) {
      made =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(CONNECT_LIMIT)
              .followRedirects(HttpClient.Redirect.NEVER)
              .build();
      http = made;
    }
    return made;
  }

  private static void keep(Optional<byte[]> part, ByteArrayOutputStream bytes, AtomicBoolean cut) {
    part.ifPresent(
        found -> {
          if (bytes.size() + found.length > MOST_BYTES) {
            cut.set(true);
          } else {
            bytes.writeBytes(found);
          }
        });
  }

  private TokenAnswer read(Answer answer) {
    Map<String, Object> found;
    try {
      found = JSONObjectUtils.parse(answer.text());
    } catch (ParseException e) {
      // The text may hold anything, so none of it is repeated.
      LOG.warn(
          "The OpenID provider {} answers a login with status {} and no JSON",
          document.issuer(),
          answer.status());
      return AWAY;
    }
    if (answer.status() == 200) {
      return granted(found);
    }
    String error = String.valueOf(found.get("error"));
    return switch (error) {
      case "invalid_grant" -> new TokenAnswer.Refused();
      case "invalid_client",
          "unauthorized_client",
          "unsupported_grant_type",
          "invalid_scope",
          "invalid_request" -> {
        LOG.error(
            "The OpenID provider {} gives no tokens to its client {}: {}",
            document.issuer(),
            client,
            error);
        yield MISCONFIGURED;
      }
      default -> {
        LOG.warn(
            "The OpenID provider {} answers a login with status {}",
            document.issuer(),
            answer.status());
        yield AWAY;
      }
    };
  }

  private TokenAnswer granted(Map<String, Object> found) {
    if (!(found.get("id_token") instanceof String idToken)
        || !(found.get("access_token") instanceof String accessToken)) {
      LOG.error(
          "The OpenID provider {} gives its client {} no ID token for the scope '{}'",
          document.issuer(),
          client,
          scope);
      return MISCONFIGURED;
    }
    Duration life =
        found.get("expires_in") instanceof Number seconds
            ? Duration.ofSeconds(seconds.longValue())
            : Duration.ZERO;
    if (life.compareTo(SHORT_LIFE) < 0 && !warned.getAndSet(true)) {
      LOG.warn(
          "The OpenID provider {} gives its client {} tokens for {} s only; ESO's clients do not"
              + " use a token in its last 600 s, so let them live for some hours",
          document.issuer(),
          client,
          life.toSeconds());
    }
    return new TokenAnswer.Granted(idToken, accessToken, life);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
