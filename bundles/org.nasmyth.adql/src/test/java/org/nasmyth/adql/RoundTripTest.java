// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.nasmyth.adql.tree.DerivedColumn;
import org.nasmyth.adql.tree.Query;
import org.nasmyth.adql.tree.Select;
import org.nasmyth.adql.tree.SelectItem;
import org.nasmyth.adql.tree.Span;
import org.nasmyth.adql.tree.Statement;

/** A tree that is printed and read again is the same tree. */
class RoundTripTest {

  private static final AdqlParser PARSER = new AdqlParser(AdqlDialect.EXTENDED);

  @Property(tries = 1000)
  void printedTreesAreReadAsTheyWere(@ForAll long seed) throws AdqlSyntaxException {
    Statement tree = new Trees(seed).statement();

    String text = AdqlPrinter.print(tree);

    assertThat(Trees.withoutSpans(PARSER.parse(text))).as(text).isEqualTo(Trees.withoutSpans(tree));
  }

  @Property(tries = 300)
  void blanksAndCommentsBetweenTokensChangeNothing(@ForAll long seed) throws AdqlSyntaxException {
    String text = AdqlPrinter.print(new Trees(seed).statement());
    if (text.contains("'") || text.contains("\"")) {
      return;
    }
    String spaced = text.replaceAll("([(),]| )", " -- (' comment\r\n\t$1 \n");

    assertThat(Trees.withoutSpans(PARSER.parse(spaced)))
        .isEqualTo(Trees.withoutSpans(PARSER.parse(text)));
  }

  @Property(tries = 300)
  void theSpanOfAValueIsItsText(@ForAll long seed) throws AdqlSyntaxException {
    String text = AdqlPrinter.print(new Trees(seed).statement());
    Statement tree = PARSER.parse(text);
    Span whole = tree.span();
    assertThat(text.substring(whole.start(), whole.end())).isEqualTo(text);
    Query query = tree.query();
    if (query.body() instanceof Select select) {
      for (SelectItem item : select.items()) {
        if (item instanceof DerivedColumn column) {
          Span span = column.value().span();
          String value = text.substring(span.start(), span.end());
          Statement again = PARSER.parse("SELECT " + value + " FROM t");
          DerivedColumn same = (DerivedColumn) ((Select) again.query().body()).items().get(0);
          assertThat(Trees.withoutSpans(same.value()))
              .isEqualTo(Trees.withoutSpans(column.value()));
        }
      }
    }
  }
}
