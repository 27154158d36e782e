// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.tables;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.sample.observe.Exposure;
import org.nasmyth.sample.observe.Observed;
import org.nasmyth.sample.observe.Programme;
import org.nasmyth.sample.observe.Programme.Privacy;

/**
 * Who may see what is held back, in a database that no service queries: account {@code pi} is the
 * principal investigator of a private and of a held programme, {@code delegate} has grants to them,
 * and the group {@code muse-team} one to an instrument.
 */
public final class AccessTables {

  /** The table of grants. */
  public static final TableName GRANTS = new TableName("access", "grants");

  private static final String ACCESS = "Who may see what.";
  private static final String PI = "pi";
  private static final String FAR = "2099-12-31T00:00:00Z";
  private static final String PAST = "2024-12-31T00:00:00Z";

  private final List<Programme> held;
  private final @Nullable Programme secret;
  private final @Nullable Programme embargoed;

  /**
   * Tables for what was observed.
   *
   * @param stored identifiers of files that are there; programmes that have some are shown first
   */
  public AccessTables(Observed observed, Set<String> stored) {
    Set<Programme> used = new HashSet<>();
    Set<Programme> downloadable = new HashSet<>();
    for (Exposure exposure : observed.exposures()) {
      used.add(exposure.programme());
      if (stored.contains(exposure.dpId())) {
        downloadable.add(exposure.programme());
      }
    }
    held =
        used.stream()
            .filter(programme -> programme.privacy() != Privacy.NORMAL)
            .sorted(
                Comparator.comparing((Programme programme) -> !downloadable.contains(programme))
                    .thenComparing(Programme::id))
            .toList();
    secret = first(Privacy.METADATA_PRIVATE);
    embargoed = first(Privacy.HELD);
  }

  private @Nullable Programme first(Privacy privacy) {
    return held.stream()
        .filter(programme -> programme.privacy() == privacy)
        .findFirst()
        .orElse(null);
  }

  /** The programmes that are held back. */
  public SampleTable programmes() {
    return SampleTable.of(
        new TableName("access", "programmes"),
        ACCESS,
        "Programmes whose data or metadata are held back.",
        Sheet.read("access.programmes"),
        held.size(),
        held::get,
        (programme, column) ->
            switch (column) {
              case "account" -> programme.equals(secret) || programme.equals(embargoed) ? PI : null;
              case "metadata_private" -> programme.privacy() == Privacy.METADATA_PRIVATE ? 1 : 0;
              case "prog_id" -> programme.id();
              default -> throw new IllegalArgumentException("programmes has no column " + column);
            });
  }

  private record Grant(
      @Nullable String account,
      @Nullable String team,
      @Nullable String programme,
      @Nullable String instrument,
      String rights,
      @Nullable String expires) {}

  /** The grants. */
  public SampleTable grants() {
    List<Grant> grants = new ArrayList<>();
    if (secret != null) {
      grants.add(new Grant("delegate", null, secret.id(), null, "metadata", null));
    }
    if (embargoed != null) {
      grants.add(new Grant("delegate", null, embargoed.id(), null, "data", FAR));
      grants.add(new Grant("team", null, embargoed.id(), null, "data", PAST));
    }
    grants.add(new Grant(null, "muse-team", null, "MUSE", "data", FAR));
    return SampleTable.of(
        GRANTS,
        ACCESS,
        "Rights of accounts and groups.",
        Sheet.read("access.grants"),
        grants.size(),
        grants::get,
        (grant, column) ->
            switch (column) {
              case "account" -> grant.account;
              case "expires" -> grant.expires;
              case "instrument" -> grant.instrument;
              case "prog_id" -> grant.programme;
              case "rights" -> grant.rights;
              case "team" -> grant.team;
              default -> throw new IllegalArgumentException("grants has no column " + column);
            });
  }
}
