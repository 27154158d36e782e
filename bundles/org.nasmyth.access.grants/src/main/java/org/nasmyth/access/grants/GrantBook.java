// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.access.grants;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.access.AccessRequest;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.identity.Identity;

/**
 * What was read from the tables of programmes and grants lately. Only rows are remembered, not what
 * follows from them, so what expires does so at its moment. Safe for any thread.
 */
final class GrantBook {

  private static final int MOST_CALLERS = 1000;

  private final Rules rules;
  private final GrantReader reader;
  private final Duration life;
  private final Map<Identity, Page<List<Grant>>> callers =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Identity, Page<List<Grant>>> eldest) {
              return size() > MOST_CALLERS;
            }
          });
  private volatile @Nullable Page<Map<String, Optional<Instant>>> programmes;

  /**
   * An empty book.
   *
   * @param life how long what was read is believed
   */
  GrantBook(Rules rules, Duration life) {
    this.rules = rules;
    this.reader = new GrantReader(rules);
    this.life = life;
  }

  /** What was read, and when the reading began. */
  private record Page<T>(T content, long since) {}

  /** Gives a database to read from. */
  interface Source {
    TapDatabase open() throws DatabaseException;
  }

  /** What a request's caller may see. Reads only what is not remembered. */
  Permissions permissions(AccessRequest request, Source source) throws DatabaseException {
    Identity caller = request.caller();
    boolean operator = caller.groups().stream().anyMatch(rules.operators()::contains);
    List<Grant> grants = List.of();
    if (!caller.isAnonymous() && !rules.grants().isEmpty()) {
      grants = grants(caller, source, request.cancellation());
    }
    return Permissions.of(
        caller, operator, grants, programmes(source, request.cancellation()), request.now());
  }

  private List<Grant> grants(Identity caller, Source source, Cancellation cancellation)
      throws DatabaseException {
    Page<List<Grant>> page = callers.get(caller);
    if (page == null || isOld(page)) {
      long since = System.nanoTime();
      page = new Page<>(reader.grants(source.open(), caller, cancellation), since);
      callers.put(caller, page);
    }
    return page.content();
  }

  private Map<String, Optional<Instant>> programmes(Source source, Cancellation cancellation)
      throws DatabaseException {
    if (rules.programmes().isEmpty()) {
      return Map.of();
    }
    Page<Map<String, Optional<Instant>>> page = programmes;
    if (page == null || isOld(page)) {
      long since = System.nanoTime();
      page = new Page<>(reader.programmes(source.open(), cancellation), since);
      programmes = page;
    }
    return page.content();
  }

  private boolean isOld(Page<?> page) {
    return System.nanoTime() - page.since() >= life.toNanos();
  }
}
