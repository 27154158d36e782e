// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.access.grants;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.access.ProductAccess;
import org.nasmyth.api.access.ProductAccess.Verdict;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.products.Rights;

/**
 * What one caller may see at one moment.
 *
 * @param caller who is asking
 * @param operator whether the caller may have everything
 * @param grants those of the caller's that are in force
 * @param secret the programmes that are private now
 * @param now the moment
 */
record Permissions(
    Identity caller, boolean operator, List<Grant> grants, Set<String> secret, Instant now) {

  /**
   * What is left of rules at a moment.
   *
   * @param grants all of the caller's
   * @param programmes the private programmes, with the moment at which each ceases to be
   */
  static Permissions of(
      Identity caller,
      boolean operator,
      List<Grant> grants,
      Map<String, Optional<Instant>> programmes,
      Instant now) {
    Set<String> secret = new HashSet<>();
    programmes.forEach(
        (programme, until) -> {
          if (until.isEmpty() || now.isBefore(until.get())) {
            secret.add(programme);
          }
        });
    return new Permissions(
        caller,
        operator,
        grants.stream().filter(grant -> grant.isInForce(now)).toList(),
        Set.copyOf(secret),
        now);
  }

  /** The private programmes of which the caller knows nothing, whatever the instrument. */
  Set<String> unknown() {
    Set<String> unknown = new HashSet<>(secret);
    for (Grant grant : grants) {
      if (grant.programme() != null && grant.instrument() == null) {
        unknown.remove(grant.programme());
      }
    }
    return unknown;
  }

  /** Decides on a product. */
  ProductAccess access(Rights rights) {
    boolean secretly = isSecret(rights);
    boolean held = isHeld(rights);
    if (!secretly && !held) {
      return ProductAccess.PUBLIC;
    }
    if (operator) {
      return granted();
    }
    if (secretly && !covered(rights, false)) {
      return new ProductAccess(Verdict.HIDDEN, null);
    }
    if (!held || covered(rights, true)) {
      return granted();
    }
    String until = "It is proprietary " + until(rights.release()) + ". ";
    return caller.isAnonymous()
        ? new ProductAccess(Verdict.LOGIN_NEEDED, until + "Log in if you may have it before.")
        : new ProductAccess(Verdict.DENIED, until + "Your account has no grant to have it before.");
  }

  /** Says why. */
  List<String> reasons(Rights rights) {
    List<String> reasons = new ArrayList<>();
    reasons.add(
        isSecret(rights)
            ? "Not everybody may know of it: "
                + (secret.contains(String.valueOf(rights.programme()))
                    ? "programme " + rights.programme() + " is private"
                    : "its metadata are private " + until(rights.metadataRelease()))
                + "."
            : "Everybody may know of it.");
    reasons.add(
        isHeld(rights)
            ? "Its data are proprietary " + until(rights.release()) + "."
            : "Its data are not held back"
                + (rights.release() == null ? "" : ", since " + rights.release())
                + ".");
    if (operator) {
      reasons.add("The user is in a group of operators.");
    }
    List<Grant> fitting =
        grants.stream()
            .filter(grant -> grant.covers(rights.programme(), rights.instrument()))
            .toList();
    fitting.forEach(grant -> reasons.add(capitalised(grant.shown()) + "."));
    if (fitting.isEmpty() && !operator) {
      reasons.add(
          "The user has no grant in force to programme "
              + rights.programme()
              + " or instrument "
              + rights.instrument()
              + ".");
    }
    return reasons;
  }

  private static String capitalised(String sentence) {
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }

  private static ProductAccess granted() {
    return new ProductAccess(Verdict.GRANTED, null);
  }

  private boolean isSecret(Rights rights) {
    return (rights.programme() != null && secret.contains(rights.programme()))
        || (rights.metadataRelease() != null && now.isBefore(rights.metadataRelease()));
  }

  private boolean isHeld(Rights rights) {
    return rights.release() != null && now.isBefore(rights.release());
  }

  private boolean covered(Rights rights, boolean data) {
    return grants.stream()
        .anyMatch(
            grant ->
                (grant.data() || !data) && grant.covers(rights.programme(), rights.instrument()));
  }

  private static String until(@Nullable Instant moment) {
    return moment == null || moment.equals(Instant.MAX)
        ? "for a time that its catalogue does not tell"
        : "until " + moment;
  }
}
