// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.identity.Challenge;
import org.nasmyth.api.identity.Credentials;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.identity.IdentityProvider;
import org.nasmyth.api.identity.Verdict;
import org.nasmyth.dali.Callers;
import org.nasmyth.dali.DaliException;
import org.nasmyth.exchange.Assembly;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Asks all identity providers that are installed. What is told to clients follows AuthVO: the ways
 * to log in stand in every answer to somebody who has not, whatever its status, and nobody is ever
 * sent to a page for logging in.
 */
@Component(name = "org.nasmyth.dali.callers", service = Callers.class)
public final class InstalledCallers implements Callers {

  private static final String CHALLENGES = "WWW-Authenticate";
  private static final String AUTHENTICATED = "X-VO-Authenticated";
  private static final String BEARER = "Bearer";
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration DRAIN_LIMIT = Duration.ofSeconds(10);

  private final Assembly<IdentityProvider> providers = new Assembly<>(PATIENCE, DRAIN_LIMIT);
  private final FailedLogins failures;

  /** No provider yet. */
  @Activate
  public InstalledCallers(@Reference FailedLogins failures) {
    this.failures = failures;
  }

  /** Asks a provider, too, from now on. */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void addProvider(IdentityProvider provider, Map<String, Object> properties) {
    providers.join(provider, properties);
  }

  /** Asks it no longer. */
  public void removeProvider(IdentityProvider provider) {
    boolean unused = providers.leave(provider);
  }

  /** Lets nobody wait any longer for providers. */
  @Deactivate
  public void close() {
    providers.close();
  }

  @Override
  public Identity identify(HttpServletRequest request, HttpServletResponse response)
      throws DaliException {
    try (Assembly.Leased<IdentityProvider> leased = providers.lease()) {
      List<IdentityProvider> installed = leased.parts();
      if (installed.isEmpty()) {
        return Identity.ANONYMOUS;
      }
      response.addHeader("Vary", "Authorization");
      List<String> headers = Collections.list(request.getHeaders("Authorization"));
      if (headers.isEmpty()) {
        offer(installed, null, response);
        return Identity.ANONYMOUS;
      }
      Optional<Credentials> credentials =
          headers.size() > 1 ? Optional.empty() : Authorization.parse(headers.get(0));
      if (credentials.isEmpty()) {
        offer(installed, null, response);
        throw DaliException.refused(
            401,
            "The header Authorization is not understood; send it once, as Bearer and a token.");
      }
      Identity identity = identify(credentials.get(), installed, request, response);
      response.setHeader(AUTHENTICATED, visible(String.valueOf(identity.name())));
      return identity;
    }
  }

  private Identity identify(
      Credentials credentials,
      List<IdentityProvider> installed,
      HttpServletRequest request,
      HttpServletResponse response)
      throws DaliException {
    if (!(credentials instanceof Credentials.Password password)) {
      return accepted(ask(credentials, installed), BEARER, installed, response);
    }
    try (FailedLogins.Attempt attempt = failures.begin(password.name(), request)) {
      Optional<Duration> wait = attempt.refusal();
      if (wait.isPresent()) {
        throw DaliException.tooManyAttempts(wait.get());
      }
      Verdict verdict = ask(credentials, installed);
      if (verdict instanceof Verdict.Accepted) {
        attempt.succeeded();
      } else if (verdict instanceof Verdict.Unavailable) {
        attempt.undecided();
      }
      return accepted(verdict, null, installed, response);
    }
  }

  /**
   * One that accepts is enough; else one that may accept later counts more than one that refuses.
   */
  private static Verdict ask(Credentials credentials, List<IdentityProvider> installed) {
    Verdict best = Verdict.NOT_MINE;
    for (IdentityProvider provider : installed) {
      Verdict verdict = provider.check(credentials);
      if (verdict instanceof Verdict.Accepted) {
        return verdict;
      }
      if (verdict instanceof Verdict.Unavailable || best instanceof Verdict.NotMine) {
        best = verdict;
      }
    }
    return best;
  }

  private static Identity accepted(
      Verdict verdict,
      @Nullable String scheme,
      List<IdentityProvider> installed,
      HttpServletResponse response)
      throws DaliException {
    if (verdict instanceof Verdict.Accepted accepted) {
      return accepted.identity();
    }
    if (verdict instanceof Verdict.Unavailable unavailable) {
      throw DaliException.unavailable(unavailable.reason());
    }
    String reason =
        verdict instanceof Verdict.Rejected rejected
            ? rejected.reason()
            : "Nobody whom this archive trusts has issued these credentials.";
    offer(installed, scheme == null ? null : reason, response);
    throw DaliException.refused(401, reason);
  }

  /** Offers each way to log in once. */
  private static void offer(
      List<IdentityProvider> installed, @Nullable String fault, HttpServletResponse response) {
    Map<String, Challenge> offered = new LinkedHashMap<>();
    installed.stream()
        .flatMap(provider -> provider.challenges().stream())
        .forEach(challenge -> offered.putIfAbsent(challenge.headerValue(), challenge));
    for (Challenge challenge : offered.values()) {
      // RFC 6750, section 3.1
      Challenge told =
          fault != null && challenge.scheme().equals(BEARER)
              ? challenge.with("error", "invalid_token").with("error_description", fault)
              : challenge;
      response.addHeader(CHALLENGES, told.headerValue());
    }
  }

  /** A name as visible ASCII characters, others percent-encoded. */
  private static String visible(String name) {
    return name.chars().allMatch(c -> c > ' ' && c < 0x7f) ? name : URLEncoder.encode(name, UTF_8);
  }
}
