// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.internal;

import java.util.ArrayList;
import java.util.List;
import org.nasmyth.adql.tree.CommonTable;
import org.nasmyth.adql.tree.Statement;
import org.nasmyth.api.database.AdqlFeatures;
import org.nasmyth.api.query.Query;

/** Binds a whole statement. */
final class StatementBinder {

  private StatementBinder() {}

  /**
   * Binds a statement.
   *
   * @throws Refusal if it cannot be
   */
  static Query bind(Statement statement, Binding binding) {
    List<Query.CommonTable> with = new ArrayList<>();
    for (CommonTable common : statement.commonTables()) {
      binding.require(AdqlFeatures.Optional.WITH, common.span());
      for (Binding.Common earlier : binding.commonTables()) {
        if (earlier.name().text().equalsIgnoreCase(common.name().text())) {
          throw new Refusal(
              "WITH names two tables " + common.name().toAdql() + "; give one another name.",
              common.name().span());
        }
      }
      Query query = new QueryBinder(binding, null).bind(common.query());
      int id = binding.newSource(query.fields());
      binding.commonTables().add(new Binding.Common(common.name(), id, query.fields()));
      with.add(new Query.CommonTable(id, query));
    }
    Query main = new QueryBinder(binding, null).bind(statement.query());
    return new Query(with, main.body(), main.orderBy(), main.limit(), main.offset());
  }
}
