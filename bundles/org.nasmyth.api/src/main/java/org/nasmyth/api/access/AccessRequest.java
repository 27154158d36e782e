// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.access;

import java.time.Instant;
import java.util.Optional;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.metadata.Catalogue;

/**
 * A request whose caller's rights are needed.
 *
 * @param caller who is asking
 * @param now the moment of the request: what has expired by then is no right any more
 * @param catalogue the tables of the database that the request's query goes to, for restrictions
 *     that need another table; empty if the request has no query
 * @param cancellation ends the request
 */
public record AccessRequest(
    Identity caller, Instant now, Optional<Catalogue> catalogue, Cancellation cancellation) {}
