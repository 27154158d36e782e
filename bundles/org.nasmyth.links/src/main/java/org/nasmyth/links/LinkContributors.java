// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.links;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.links.Link;
import org.nasmyth.api.links.LinkContributor;
import org.nasmyth.api.links.LinkRequest;
import org.nasmyth.exchange.Assembly;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plugins that add links, which come and go while they are asked. Any thread. */
public final class LinkContributors implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LinkContributors.class);

  private final Assembly<LinkContributor> contributors;

  /**
   * No contributors yet.
   *
   * @param patience how long a request waits for the successor of one that left
   * @param drainLimit how long one that leaves waits for those who ask it
   */
  public LinkContributors(Duration patience, Duration drainLimit) {
    contributors = new Assembly<>(patience, drainLimit);
  }

  /** Adds a contributor. */
  public void join(LinkContributor contributor, Map<String, ?> properties) {
    contributors.join(contributor, properties);
  }

  /**
   * Takes a contributor away; returns when nobody asks it any more, or after the drain limit.
   *
   * @return whether all had gone
   */
  public boolean leave(LinkContributor contributor) {
    return contributors.leave(contributor);
  }

  /**
   * Adds what all have to add, those of higher ranking first. Of one that fails there is nothing,
   * and the log tells why.
   *
   * @param into links by the product's identifier, in lists that can grow
   * @throws DatabaseException if a database cannot be asked or the request was cancelled
   */
  public void contribute(LinkRequest request, Map<String, List<Link>> into)
      throws DatabaseException {
    try (Assembly.Leased<LinkContributor> leased = contributors.lease()) {
      for (LinkContributor contributor : leased.parts()) {
        try {
          contributor
              .links(request)
              .forEach((id, all) -> into.computeIfAbsent(id, k -> new ArrayList<>()).addAll(all));
        } catch (RuntimeException e) {
          LOG.error("{} failed; its links are left out.", contributor.getClass().getName(), e);
        }
      }
    }
  }

  /** Lets nobody wait any longer for a successor. */
  @Override
  public void close() {
    contributors.close();
  }
}
