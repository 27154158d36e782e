// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasmyth.adql.tree.Aggregate;
import org.nasmyth.adql.tree.AllColumns;
import org.nasmyth.adql.tree.Arithmetic;
import org.nasmyth.adql.tree.Cast;
import org.nasmyth.adql.tree.CastTarget;
import org.nasmyth.adql.tree.ColumnReference;
import org.nasmyth.adql.tree.DerivedColumn;
import org.nasmyth.adql.tree.DerivedTable;
import org.nasmyth.adql.tree.FunctionCall;
import org.nasmyth.adql.tree.Identifier;
import org.nasmyth.adql.tree.JoinSpecification;
import org.nasmyth.adql.tree.JoinedTable;
import org.nasmyth.adql.tree.NumericLiteral;
import org.nasmyth.adql.tree.Ordinal;
import org.nasmyth.adql.tree.Query;
import org.nasmyth.adql.tree.Select;
import org.nasmyth.adql.tree.SetOperation;
import org.nasmyth.adql.tree.SetOperator;
import org.nasmyth.adql.tree.SetQuantifier;
import org.nasmyth.adql.tree.Span;
import org.nasmyth.adql.tree.StandardFunction;
import org.nasmyth.adql.tree.Statement;
import org.nasmyth.adql.tree.StringLiteral;
import org.nasmyth.adql.tree.TableColumns;
import org.nasmyth.adql.tree.ValueExpression;

/** What the texts of ADQL 2.1 mean. */
class AdqlParserTest {

  private static final AdqlParser STANDARD = new AdqlParser(AdqlDialect.STANDARD);
  private static final AdqlParser EXTENDED = new AdqlParser(AdqlDialect.EXTENDED);

  private static Query query(String text) throws AdqlSyntaxException {
    return STANDARD.parse(text).query();
  }

  private static Select select(String text) throws AdqlSyntaxException {
    return (Select) query(text).body();
  }

  private static ValueExpression value(String text) throws AdqlSyntaxException {
    return ((DerivedColumn) select("SELECT " + text + " FROM t").items().get(0)).value();
  }

  /**
   * The text as the parser understood it: with all parentheses that the structure needs and no
   * others.
   */
  private static String understood(String text) throws AdqlSyntaxException {
    return AdqlPrinter.print(EXTENDED.parse(text));
  }

  @Test
  void aSelectHasItsClausesInTheirPlaces() throws AdqlSyntaxException {
    Statement statement =
        STANDARD.parse(
            """
            SELECT DISTINCT TOP 10 t.ra AS alpha, dec delta, u.*
            FROM schema1.t, u AS v
            WHERE ra > 1
            GROUP BY ra, dec
            HAVING COUNT(*) > 1
            ORDER BY 2 DESC, alpha
            OFFSET 5
            """);

    Query query = statement.query();
    Select select = (Select) query.body();
    assertThat(select.quantifier()).contains(SetQuantifier.DISTINCT);
    assertThat(select.top().orElseThrow().rows()).isEqualTo(10);
    assertThat(select.items()).hasSize(3);
    assertThat(((DerivedColumn) select.items().get(1)).alias().map(Identifier::text))
        .contains("delta");
    assertThat(select.items().get(2)).isInstanceOf(TableColumns.class);
    assertThat(select.from()).hasSize(2);
    assertThat(select.groupBy()).hasSize(2);
    assertThat(select.having()).isPresent();
    assertThat(query.orderBy().get(0).key())
        .isInstanceOfSatisfying(Ordinal.class, key -> assertThat(key.position()).isEqualTo(2));
    assertThat(query.orderBy().get(1).key()).isInstanceOf(ColumnReference.class);
    assertThat(query.offset().orElseThrow().rows()).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a - b - c         ; a - b - c",
        "a - (b - c)       ; a - (b - c)",
        "(a - b) - c       ; (a - b) - c",
        "a / b * c         ; a / b * c",
        "a / (b * c)       ; a / (b * c)",
        "a + b * c         ; a + b * c",
        "(a + b) * c       ; (a + b) * c",
        "-a * b            ; -a * b",
        "-(a * b)          ; -(a * b)",
        "a * -b            ; a * -b",
        "a||b || c         ; a || b || c",
        "a || (b + 1)      ; a || (b + 1)",
        "(((a)))           ; a",
      })
  void operatorsBindAsTheyAreWritten(String text, String expected) throws AdqlSyntaxException {
    assertThat(understood("SELECT " + text + " FROM t"))
        .isEqualTo("SELECT " + expected + " FROM t");
  }

  @Test
  void aChainOfOneOperatorIsOneNodeReadFromLeftToRight() throws AdqlSyntaxException {
    Arithmetic chain = (Arithmetic) value("a - b + c");

    assertThat(AdqlPrinter.print(chain.first())).isEqualTo("a");
    assertThat(chain.rest()).hasSize(2);
    assertThat(chain.isAdditive()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a=1 OR b=1 AND c=1        | a = 1 OR b = 1 AND c = 1",
        "(a=1 OR b=1) AND c=1      | (a = 1 OR b = 1) AND c = 1",
        "NOT a=1 AND b=1           | NOT a = 1 AND b = 1",
        "NOT (a=1 AND b=1)         | NOT (a = 1 AND b = 1)",
        "((a=1))                   | a = 1",
        "(a)=(1)                   | a = 1",
        "a BETWEEN 1 AND 2 AND b=1 | a BETWEEN 1 AND 2 AND b = 1",
        "a != 1                    | a <> 1",
        "a!=1                      | a <> 1",
        "a NOT IN (1,2)            | a NOT IN (1, 2)",
        "a NOT LIKE 'x%'           | a NOT LIKE 'x%'",
        "a ILIKE 'x%'              | a ILIKE 'x%'",
        "a IS NOT NULL             | a IS NOT NULL",
        "(a+1)*2 > (b)             | (a + 1) * 2 > b",
        "1=CONTAINS(p, c)          | 1 = CONTAINS(p, c)",
      })
  void conditionsBindAsTheyAreWritten(String text, String expected) throws AdqlSyntaxException {
    assertThat(understood("SELECT * FROM t WHERE " + text))
        .isEqualTo("SELECT * FROM t WHERE " + expected);
  }

  @Test
  void intersectBindsTighterThanUnion() throws AdqlSyntaxException {
    SetOperation union =
        (SetOperation)
            query("SELECT 1 FROM a UNION SELECT 2 FROM b INTERSECT ALL SELECT 3 FROM c").body();

    assertThat(union.rest()).hasSize(1);
    assertThat(union.rest().get(0).operator()).isEqualTo(SetOperator.UNION);
    SetOperation intersect = (SetOperation) union.rest().get(0).operand();
    assertThat(intersect.rest().get(0).operator()).isEqualTo(SetOperator.INTERSECT);
    assertThat(intersect.rest().get(0).all()).isTrue();
  }

  @Test
  void unionAndExceptAreReadFromLeftToRight() throws AdqlSyntaxException {
    String text = "SELECT 1 FROM a EXCEPT SELECT 2 FROM b UNION ALL SELECT 3 FROM c ORDER BY 1";

    SetOperation chain = (SetOperation) query(text).body();

    assertThat(chain.rest())
        .extracting("operator")
        .containsExactly(SetOperator.EXCEPT, SetOperator.UNION);
    assertThat(query(text).orderBy()).hasSize(1);
  }

  @Test
  void anOperandKeepsAnOrderOfItsOwn() throws AdqlSyntaxException {
    String text =
        "(SELECT TOP 10 a FROM t ORDER BY a) UNION (SELECT TOP 10 a FROM t ORDER BY a DESC)";

    assertThat(((SetOperation) query(text).body()).first()).isInstanceOf(Query.class);
    assertThat(understood(text)).isEqualTo(text);
  }

  @Test
  void parenthesesThatOnlyGroupLeaveNoNode() throws AdqlSyntaxException {
    assertThat(understood("((SELECT a FROM t))")).isEqualTo("SELECT a FROM t");
    assertThat(understood("SELECT a FROM ((SELECT a FROM t) UNION (SELECT b FROM u)) AS v"))
        .isEqualTo("SELECT a FROM (SELECT a FROM t UNION SELECT b FROM u) AS v");
  }

  @Test
  void joinsAreReadFromLeftToRight() throws AdqlSyntaxException {
    JoinedTable joined =
        (JoinedTable)
            select(
                    "SELECT * FROM a LEFT OUTER JOIN b ON a.x=b.x JOIN c USING (x, y) NATURAL FULL JOIN d")
                .from()
                .get(0);

    assertThat(joined.rest()).hasSize(3);
    assertThat(joined.rest().get(0).specification()).isInstanceOf(JoinSpecification.On.class);
    assertThat(joined.rest().get(1).specification()).isInstanceOf(JoinSpecification.Using.class);
    assertThat(joined.rest().get(2).specification()).isInstanceOf(JoinSpecification.Natural.class);
  }

  @Test
  void conditionsOfNestedJoinsBelongToTheNearestJoin() throws AdqlSyntaxException {
    assertThat(understood("SELECT * FROM a JOIN b JOIN c ON b.x = c.x ON a.x = b.x"))
        .isEqualTo("SELECT * FROM a JOIN (b JOIN c ON b.x = c.x) ON a.x = b.x");
    assertThat(understood("SELECT * FROM (a JOIN b USING (x)), c"))
        .isEqualTo("SELECT * FROM a JOIN b USING (x), c");
  }

  @Test
  void aJoinInParenthesesWithANameIsASubQuery() throws AdqlSyntaxException {
    DerivedTable table =
        (DerivedTable) select("SELECT * FROM (a JOIN b USING (x)) AS c").from().get(0);

    assertThat(((Select) table.query().body()).items().get(0)).isInstanceOf(AllColumns.class);
    assertThat(understood("SELECT * FROM t WHERE EXISTS (a NATURAL JOIN b)"))
        .isEqualTo("SELECT * FROM t WHERE EXISTS (SELECT * FROM a NATURAL JOIN b)");
  }

  @Test
  void commonTablesStandBeforeTheQuery() throws AdqlSyntaxException {
    Statement statement =
        STANDARD.parse("WITH a AS (SELECT 1 FROM t), b AS (SELECT 2 FROM a) SELECT * FROM b");

    assertThat(statement.commonTables())
        .extracting(table -> table.name().text())
        .containsExactly("a", "b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"12", "1.", "1.5", ".5", "1e5", "1.E-3", ".5e+7", "007"})
  void numbersKeepTheirText(String number) throws AdqlSyntaxException {
    assertThat(value(number))
        .isInstanceOfSatisfying(
            NumericLiteral.class, literal -> assertThat(literal.text()).isEqualTo(number));
  }

  @Test
  void quotesInsideQuotesAreDoubled() throws AdqlSyntaxException {
    assertThat(value("'Earth''s Moon'"))
        .isInstanceOfSatisfying(
            StringLiteral.class, literal -> assertThat(literal.value()).isEqualTo("Earth's Moon"));
    assertThat(value("\"a \"\"b\"\"\""))
        .isInstanceOfSatisfying(
            ColumnReference.class,
            column -> {
              assertThat(column.name().text()).isEqualTo("a \"b\"");
              assertThat(column.name().delimited()).isTrue();
            });
  }

  @Test
  void columnsHaveUpToThreeQualifiers() throws AdqlSyntaxException {
    ColumnReference column = (ColumnReference) value("cat . sch.\"tab\" .col");

    assertThat(column.parts())
        .extracting(Identifier::text)
        .containsExactly("cat", "sch", "tab", "col");
    assertThat(column.qualifier().orElseThrow().parts()).hasSize(3);
  }

  @Test
  void commentsStandWhereBlanksDo() throws AdqlSyntaxException {
    assertThat(
            understood(
                "--- a comment -- 'of one line\nSELECT--x\r\na--y\rFROM t -- no end of line"))
        .isEqualTo("SELECT a FROM t");
  }

  @Test
  @DisplayName("5--3 is 5 and a comment")
  void twoMinusesBeginAComment() throws AdqlSyntaxException {
    assertThat(understood("SELECT 5--3\nFROM t")).isEqualTo("SELECT 5 FROM t");
  }

  @Test
  void theFirstStringOfAGeometryIsItsCoordinateSystem() throws AdqlSyntaxException {
    FunctionCall circle = (FunctionCall) value("CIRCLE('ICRS', ra, dec, 1)");

    assertThat(circle.function()).isEqualTo(StandardFunction.CIRCLE);
    assertThat(circle.coordinateSystem().map(StringLiteral::value)).contains("ICRS");
    assertThat(circle.arguments()).hasSize(3);
    assertThat(((FunctionCall) value("CIRCLE(POINT(1, 2), 3)")).coordinateSystem()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AREA(c)",
        "BOX('ICRS', 1, 2, 3, 4)",
        "BOX(p, 3, 4)",
        "CENTROID(c)",
        "CIRCLE(p, 1)",
        "CIRCLE(1, 2, 3)",
        "CONTAINS(p, c)",
        "COORD1(POINT(1, 2))",
        "COORD2(p)",
        "COORDSYS(c)",
        "DISTANCE(p, q)",
        "DISTANCE(1, 2, 3, 4)",
        "INTERSECTS(c, d)",
        "POINT('', 1, 2)",
        "POLYGON(p, q, r)",
        "POLYGON(p, q, r, s)",
        "POLYGON('ICRS', 1, 2, 3, 4, 5, 6)",
        "REGION('Circle ICRS 1 2 3')",
        "ABS(-1)",
        "CEILING(x)",
        "DEGREES(x)",
        "EXP(x)",
        "FLOOR(x)",
        "LOG(x)",
        "LOG10(x)",
        "MOD(x, 2)",
        "PI()",
        "POWER(x, 2)",
        "RADIANS(x)",
        "RAND()",
        "RAND(5)",
        "ROUND(x)",
        "ROUND(x, -2)",
        "SQRT(x)",
        "TRUNCATE(x, 3)",
        "ACOS(x)",
        "ASIN(x)",
        "ATAN(x)",
        "ATAN2(x, y)",
        "COS(x)",
        "COT(x)",
        "SIN(x)",
        "TAN(x)",
        "LOWER(s)",
        "UPPER(s)",
        "COALESCE(a)",
        "COALESCE(a, NULL, 1)",
        "IN_UNIT(ra, 'rad')",
        "ivo_hasword(a, NULL, 'x')",
        "GETDATE()",
        "CAST(a AS DOUBLE PRECISION)",
        "CAST(NULL AS VARCHAR(30))",
        "CAST('1 2' AS POINT)",
        "COUNT(*)",
        "COUNT(DISTINCT a)",
        "SUM(ALL a)",
        "NULL",
        "'a' || 'b'"
      })
  void everyFunctionOfTheStandardIsUnderstood(String call) throws AdqlSyntaxException {
    assertThat(AdqlPrinter.print(value(call))).isEqualTo(call);
    assertThat(AdqlPrinter.print(value(call.toLowerCase(Locale.ROOT)))).isEqualToIgnoringCase(call);
  }

  @Test
  void castTargetsHaveTheirLength() throws AdqlSyntaxException {
    CastTarget target = ((Cast) value("CAST(a AS char(30))")).target();

    assertThat(target.type()).isEqualTo(CastTarget.Type.CHAR);
    assertThat(target.length()).hasValue(30);
  }

  @Test
  void countOfAllRowsHasNoArgument() throws AdqlSyntaxException {
    assertThat(((Aggregate) value("count(*)")).argument()).isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT CASE WHEN a > 1 THEN 'x' ELSE NULL END FROM t",
        "SELECT CASE a WHEN 1 THEN 'x' WHEN b + 1 THEN 'y' END FROM t",
        "SELECT NULLIF(a, 0) FROM t",
        "SELECT a, * FROM t",
        "SELECT a FROM t WHERE a + 1 IS NULL",
        "SELECT a FROM t;"
      })
  void extensionsAreAcceptedOnlyByADialectThatHasThem(String text) throws AdqlSyntaxException {
    assertThat(understood(text)).isEqualTo(text.replace(";", ""));
    assertThatThrownBy(() -> STANDARD.parse(text)).isInstanceOf(AdqlSyntaxException.class);
  }

  @Test
  void eachExtensionIsAcceptedByItself() throws AdqlSyntaxException {
    AdqlDialect onlyCase = new AdqlDialect(Set.of(Extension.CASE), ParserLimits.DEFAULT);

    new AdqlParser(onlyCase).parse("SELECT CASE WHEN a > 1 THEN 2 END FROM t");

    assertThatThrownBy(() -> new AdqlParser(onlyCase).parse("SELECT NULLIF(a, 1) FROM t"))
        .hasMessageContaining("NULLIF");
  }

  @Test
  void spansAreOffsetsAndPlacesInTheText() throws AdqlSyntaxException {
    String text = "SELECT '\uD83D\uDD2D', abs(ra)\r\nFROM t";

    Select select = select(text);

    Span call = ((DerivedColumn) select.items().get(1)).value().span();
    assertThat(text.substring(call.start(), call.end())).isEqualTo("abs(ra)");
    assertThat(call.line()).isEqualTo(1);
    assertThat(call.column()).as("the telescope is one character").isEqualTo(13);
    Span table = select.from().get(0).span();
    assertThat(List.of(table.line(), table.column())).containsExactly(2, 6);
  }

  @Test
  void everyReservedWordNeedsQuotesAsAName() throws AdqlSyntaxException {
    assertThat(ReservedWords.all()).hasSize(267);
    for (String word : ReservedWords.all()) {
      if (!word.contains("-")) {
        assertThatThrownBy(() -> STANDARD.parse("SELECT x AS " + word + " FROM t"))
            .as(word)
            .isInstanceOf(AdqlSyntaxException.class)
            .hasMessageContaining("\"" + word + "\"");
      }
      STANDARD.parse("SELECT x AS \"" + word + "\" FROM t");
    }
  }

  @Test
  void wordsThatAreNotReservedAreNames() throws AdqlSyntaxException {
    STANDARD.parse(
        "SELECT limit, type, filter, comma, string, plus, identifier, query_lparen FROM reserved");
  }
}
