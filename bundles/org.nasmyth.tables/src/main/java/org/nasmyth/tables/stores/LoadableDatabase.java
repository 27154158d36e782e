// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tables.stores;

import org.nasmyth.api.database.TableStore;
import org.nasmyth.api.database.TapDatabase;

/**
 * A database that tables can be loaded into.
 *
 * @param database what it holds
 * @param store what loads and changes its tables
 */
public record LoadableDatabase(TapDatabase database, TableStore store) {}
