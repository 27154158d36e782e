// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calibration.oca.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nasmyth.calibration.oca.rules.RuleSet.Count;
import org.nasmyth.calibration.oca.rules.RuleSet.From;
import org.nasmyth.calibration.oca.rules.RuleSet.Problem;

@DisplayName("Rules")
class RuleParserTest {

  private static RuleSet parse(String text) {
    return RuleParser.parse("X.oca", text);
  }

  private static RuleSet clean(String text) {
    RuleSet rules = parse(text);
    assertThat(rules.problems()).isEmpty();
    return rules;
  }

  @Test
  @DisplayName("of all three parts are read")
  void all() {
    RuleSet rules =
        clean(
            """
            #include "all.h"
            #define A \\
               if nothing
            /* many
               lines */
            if (T) then { REFLEX.CATG="UNDEFINED"; }
            if DPR.CATG=="CALIB" and not DPR.TECH like "%POLA%" then
            {
              RAW.TYPE = "DARK"; /// why
              DO.CATG = RAW.TYPE; NUMBER = -.2;
            }
            minRet = 3;
            select execute(dark) from rawFiles where RAW.TYPE=="DARK"
              group by DET.DIT,TPL.START as (TPL_A,tpl);
            select execute(science) from inputFiles where RAW.TYPE=="SCI";
            action dark
            {
              recipe dark { "--sigma=3.5"; "--clip=TRUE"; }
              product MASTER_DARK { PRO.CATG="MASTER_DARK"; PRO.EXT="tpl_0000.fits"; }
              product BPM { PRO.CATG="BPM"; }
            }
            action science
            {
              minRet = 0; maxRet = 2;
              select file as MASTER_DARK from calibFiles where PRO.CATG=="MASTER_DARK"
                and MJD-OBS between inputFile.MJD-OBS-1 and inputFile.MJD-OBS + 1;
              select file as BPM from calibFiles where PRO.CATG=="BPM";
              recipe science;
            }
            """);

    assertThat(rules.classifications())
        .extracting(one -> one.assignments().size())
        .containsExactly(1, 3);
    assertThat(rules.organisations())
        .extracting(
            one -> one.action() + one.from() + one.groupBy() + one.variables() + one.least())
        .containsExactly(
            "darkRAW_FILES[DET.DIT, TPL.START][TPL_A, tpl]3", "scienceINPUT_FILES[][]1");
    RuleSet.Action dark = rules.action("dark").orElseThrow();
    assertThat(dark.recipes().get(0).options()).containsExactly("--sigma=3.5", "--clip=TRUE");
    assertThat(dark.products()).extracting(one -> one.tag()).containsExactly("MASTER_DARK", "BPM");
    RuleSet.Action science = rules.action("science").orElseThrow();
    assertThat(science.selections())
        .extracting(one -> one.tag() + one.from() + one.count())
        .containsExactly(
            "MASTER_DARK" + From.CALIB_FILES + new Count(0, 2),
            "BPM" + From.CALIB_FILES + Count.ONE);
    assertThat(science.line()).isEqualTo(22);
  }

  @Test
  @DisplayName("are read as they are meant where they are sloppy")
  void sloppy() {
    RuleSet rules =
        parse(
            """
            if A.B == "x" { RAW.TYPE = "x" DO.CATG = "y" }
            if A.B = 'z' then RAW.TYPE = "z";
            }
            IF A.B == "w" AND C.D == 1 THEN { RAW.TYPE == "w";; };
            minRet = 1
            select execute(ONE) from inputFiles where RAW.TYPE == "x" group by A.B as TPL_A, tpl
            select execute(TWO) from inputFiles where (RAW.TYPE == "z")
            action ONE {
              minRet = 2 maxRet = 3;
              minRet = 4; maxRet = 5;
              select file as F from calibFiles where PRO.CATG == "F"
              minRet = 1;
              select file as G from calibFiles
              recipe one
              product P { PRO.CATG = "P" }
            action TWO { recipe two; };
            select execute(2D_3) from inputFiles where A.B == 1e2;
            action 2D_3 { };
            """);

    assertThat(rules.classifications()).hasSize(3);
    assertThat(rules.classifications().get(0).assignments()).hasSize(2);
    assertThat(rules.organisations())
        .extracting(one -> one.action())
        .containsExactly("ONE", "TWO", "2D_3");
    assertThat(rules.actions()).extracting(one -> one.name()).containsExactly("ONE", "TWO", "2D_3");
    assertThat(rules.actions().get(0).selections())
        .extracting(one -> one.tag() + one.count())
        .containsExactly("F" + new Count(4, 5), "G" + new Count(1, 1));
    assertThat(rules.actions()).allMatch(RuleSet.Action::whole);
    assertThat(rules.problems())
        .extracting(Problem::line, Problem::message)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(3, "there is a '}' too many; it is passed over"),
            org.assertj.core.groups.Tuple.tuple(
                16, "the '}' of action ONE is missing; it is assumed here"));
  }

  @Test
  @DisplayName("that cannot be read are told of with their place, and only they are left out")
  void broken() {
    RuleSet rules =
        parse(
            """
            if A.B === "x" then { RAW.TYPE = "x"; }
            if A.B == "y" then { RAW.TYPE = "y"; }
            select execute ONE from inputFiles where RAW.TYPE == "x";
            select execute(TWO) from inputFiles where RAW.TYPE == "y";
            action TWO {
              select file as F from calibFiles where PRO.CATG ~ "F";
              select file as G from calibFiles where PRO.CATG == "G;
              select file as H from calibFiles where PRO.CATG == "H";
              product P { PRO.CATG; }
              product Q { PRO.CATG = "Q"; }
            }
            whatever;
            if A.B then { RAW.TYPE = "z"; }
            if ("a" == A.B and (B.C like "x%") then { RAW.TYPE = "z"; }
            """);

    assertThat(rules.classifications()).hasSize(1);
    assertThat(rules.organisations()).hasSize(1);
    RuleSet.Action two = rules.action("TWO").orElseThrow();
    assertThat(two.whole()).isFalse();
    assertThat(two.selections()).extracting(one -> one.tag()).containsExactly("H");
    assertThat(two.products()).extracting(one -> one.tag()).containsExactly("Q");
    assertThat(rules.problems())
        .extracting(problem -> problem.line() + ":" + problem.column() + " " + problem.message())
        .containsExactly(
            "1:10 expected a keyword, a number or a \"text\" in a condition, found '='",
            "3:16 expected '(' after 'execute', found 'ONE'",
            "6:51 expected a comparison such as == or like after a value, found '~'",
            "7:54 expected a keyword, a number or a \"text\" in a condition, found the text \"G;"
                + " without its closing quote",
            "9:23 expected '=' after the keyword PRO.CATG, found ';'",
            "12:1 expected 'if', 'select' or 'action' at the beginning of a rule, found 'whatever'",
            "13:8 expected a comparison such as == or like after a value, found 'then'",
            "14:36 expected ')' at the end of what begins in line 14, found 'then'");
  }

  @Test
  @DisplayName("are read in linear time, and deep nesting is an error instead of an overflow")
  void hostile() {
    RuleSet deep =
        parse("if " + "(".repeat(100_000) + "T" + ")".repeat(100_000) + " then {A.B=1;}");
    assertThat(deep.problems().get(0).message()).contains("nested too deep");
    RuleSet signs = parse("if A.B == " + "- ".repeat(100_000) + "A.C then {A.B=1;}");
    assertThat(signs.problems().get(0).message()).contains("nested too deep");

    RuleSet chain =
        clean("if A.B == 1" + " and A.B == 1".repeat(100_000) + " then { RAW.TYPE = \"x\"; }");
    assertThat(chain.classifications()).hasSize(1);
    RuleSet sum = clean("if A.B == 1" + " + 1".repeat(100_000) + " then { RAW.TYPE = \"x\"; }");
    assertThat(
            new Keywords(java.util.Map.of("A.B", Value.of(100_001)))
                .classified(sum.classifications())
                .get("RAW.TYPE"))
        .isEqualTo(Value.of("x"));
    assertThat(clean("if " + "not ".repeat(100_001) + "(T) then {A.B=1;}").classifications().get(0))
        .extracting(RuleSet.Classification::when)
        .isEqualTo(new Condition.Not(new Condition.Always(true)));
    assertThat(parse("if ( ".repeat(200_000)).problems()).hasSize(1001);
    assertThat(parse("{ \" ' /* ".repeat(50_000)).problems()).isNotEmpty();
    assertThat(parse("").actions()).isEmpty();
  }

  @Test
  @DisplayName("bind not before and, and that before or, and know where a keyword has a hyphen")
  void precedence() {
    String text =
        """
        if not A.A == 1 and A.B == 2 or A.C == 3 and A.D == 4 then { A.X = 1; }
        if (not A.A == 1 and A.B == 2) or (A.C == 3 and A.D == 4) then { A.X = 1; }
        if MJD-OBS-1 == DATE-OBS - 1 then { A.X = 1; }
        if A-1 == 2 then { A.X = 1; }
        if (A.A + 1) - 2 == -3. and ((A.B) == (2)) then { A.X = 1; }
        """;
    List<RuleSet.Classification> rules = clean(text).classifications();

    assertThat(rules.get(0).when()).isEqualTo(rules.get(1).when());
    assertThat(rules.get(2).when().keywords())
        .extracting(Operand.Keyword::name)
        .containsExactlyInAnyOrder("MJD-OBS", "DATE-OBS");
    assertThat(rules.get(3).when().keywords())
        .extracting(Operand.Keyword::name)
        .containsExactly("A");
  }
}
