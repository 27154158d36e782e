// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasmyth.fits.FitsFile;
import org.nasmyth.ingest.FitsText;
import org.nasmyth.ingest.content.Cards;
import org.nasmyth.ingest.content.MemorySource;

/** What expressions of mapping files give. */
class FormulaTest {

  private final Formulas formulas = new Formulas();
  private final Variables file;

  FormulaTest() throws IOException {
    FitsFile fits =
        FitsFile.open(
            new MemorySource(
                "f.fits",
                FitsText.empty()
                    .with("INSTRUME", "MUSE")
                    .with("DATE-OBS", "2014-12-09T06:00:00")
                    .with("WAVELMAX", 930.5)
                    .with("M_EPOCH", true)
                    .with("ESO DPR CATG", "SCIENCE")
                    .with("ESO OBS ID", 12)
                    .with("EMPTY", " ")
                    .toBytes()));
    file =
        new Variables(
            new Cards(List.of(fits.hdu(0).header())), Map.of("file.stem", "f", "sky.ra", 10.5));
  }

  private @Nullable Object value(String text) throws MappingException {
    return formulas.formula(text, "test").value(file);
  }

  @Test
  void keywordsAreVariablesWithDotsForBlanksAndUnderscoresForHyphens() throws MappingException {
    assertThat(value("INSTRUME")).isEqualTo("MUSE");
    assertThat(value("ESO.DPR.CATG")).isEqualTo("SCIENCE");
    assertThat(value("ESO.OBS.ID + 1")).isEqualTo(13L);
    assertThat(value("DATE_OBS")).isEqualTo("2014-12-09T06:00:00");
    assertThat(value("M_EPOCH ? 'M' : 'S'")).isEqualTo("M");
    assertThat(value("sky.ra * 2")).isEqualTo(21.0);
    assertThat(value("file.stem")).isEqualTo("f");
  }

  @Test
  void whatIsComputedOfNothingIsNothing() throws MappingException {
    assertThat(value("NOWHERE")).isNull();
    assertThat(value("ESO.NO.SUCH")).isNull();
    assertThat(value("EMPTY")).isNull();
    assertThat(value("NOWHERE * 2")).isNull();
    assertThat(value("1 - ESO.NO.SUCH")).isNull();
    assertThat(value("position(NOWHERE, 5)")).isNull();
    assertThat(value("NOWHERE * 2 ?? WAVELMAX * 2")).isEqualTo(1861.0);
    assertThat(value("ESO.NO.SUCH ?? INSTRUME")).isEqualTo("MUSE");
    assertThat(value("NOWHERE == null")).isEqualTo(true);
  }

  @Test
  void conditionsAboutNothingDoNotHold() throws MappingException {
    for (String condition :
        List.of("NOWHERE == 'x'", "NOWHERE =^ 'SCI'", "NOWHERE > 5", "NOWHERE =~ '.*x'")) {
      assertThat(formulas.formula(condition, "test").holds(file)).as(condition).isFalse();
    }
    assertThat(formulas.formula("ESO.DPR.CATG =^ 'SCI'", "test").holds(file)).isTrue();
    assertThatThrownBy(() -> formulas.formula("INSTRUME", "a.yaml: when").holds(file))
        .isInstanceOf(MappingException.class)
        .hasMessage("a.yaml: when: 'INSTRUME' is no condition but gives MUSE");
  }

  @Test
  void functionsUnderstandWhatArchivesWrite() throws MappingException {
    assertThat(value("archiveId('ADP.2014-11-12T16_17_06.307.fits.fz')"))
        .isEqualTo("ADP.2014-11-12T16:17:06.307");
    assertThat(value("archiveId('M.MUSE.2014-11-12T16:17:06.307')"))
        .isEqualTo("M.MUSE.2014-11-12T16:17:06.307");
    assertThat(value("archiveId('field.fits')")).isNull();
    assertThat(value("stem('a.b.fits.gz')")).isEqualTo("a.b");
    assertThat(value("plusDays(DATE_OBS, 365)")).isEqualTo("2015-12-09T06:00:00Z");
    assertThat(value("position(10.5, -20)")).isEqualTo("POSITION J2000 10.5 -20");
    assertThat(value("position(10.5, -95)")).isNull();
    assertThat(value("list('B', NOWHERE, 'V', 'B')")).isEqualTo("B,V");
    assertThat(value("galLat(192.85948, 27.12825)")).isEqualTo(90.0);
    assertThat(value("before('a/b/c', '/')")).isEqualTo("a");
    assertThat(value("raDegrees('12:30:00')")).isEqualTo(187.5);
    assertThat(value("raDegrees(187.5)")).isEqualTo(187.5);
    assertThat(value("raDegrees(NOWHERE)")).isNull();
    assertThat(value("decDegrees('-00 30 36.0')")).isEqualTo(-0.51);
    assertThat(value("decDegrees('unknown')")).isNull();
    assertThat(value("periodOf('094.A-0001(B)')")).isEqualTo(94);
    assertThat(value("periodOf('110.23ab.001')")).isEqualTo(110);
    assertThat(value("periodOf('Maintenance')")).isNull();
    assertThat(value("periodOf(NOWHERE)")).isNull();
    assertThat(value("pair(sky.ra, 1)")).isEqualTo("10.5 1");
    assertThat(value("pair(sky.ra, NOWHERE)")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "new('java.io.File', '/etc')",
        "new java.io.File('/etc')",
        "while (true) {}",
        "for (x : [1]) { x }",
        "INSTRUME = 'HAWKI'",
        "x -> x",
        "''.class.forName('java.lang.Runtime')",
        "''.getClass().getClassLoader()",
        "''.class.forName('java.lang.System').exit(1)",
        "file.stem.getClass().getName()"
      })
  void nothingBeyondTextsAndNumbersIsWithinReach(String text) {
    assertThatThrownBy(
            () -> {
              Object value = value(text);
              if (value == null) {
                throw new MappingException("gives nothing", null);
              }
            })
        .isInstanceOf(MappingException.class);
  }
}
