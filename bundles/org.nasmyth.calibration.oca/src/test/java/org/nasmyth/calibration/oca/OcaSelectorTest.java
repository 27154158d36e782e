// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calibration.oca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasmyth.api.calibration.Association;
import org.nasmyth.api.calibration.CalibrationRequest;
import org.nasmyth.api.calibration.Cascade;
import org.nasmyth.api.calibration.CascadeMode;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.products.RelatedProducts;
import org.nasmyth.testkit.Defaults;

@DisplayName("Calibrations by OCA rules")
class OcaSelectorTest {

  private static final String SCIENCE = "CAM.2020-01-10T03:00:00";

  private static final String RULES =
      """
      if DPR.CATG == "SCIENCE" and DPR.TYPE == "OBJECT" then { RAW.TYPE = "SCI"; DO.CATG = "OBJ"; }
      if DPR.TYPE == "BIAS" then { RAW.TYPE = "BIAS"; DO.CATG = "BIAS"; }
      if DPR.TYPE == "FLAT" then { RAW.TYPE = "FLAT"; DO.CATG = "FLAT_RAW"; }
      if DPR.TYPE == "RING" then { RAW.TYPE = "RING"; }
      select execute(A_BIAS) from inputFiles where RAW.TYPE == "BIAS" group by TPL.START;
      select execute(A_FLAT) from inputFiles where RAW.TYPE == "FLAT"
        group by INS.FILT1.NAME, TPL.START;
      select execute(A_SCI) from inputFiles where RAW.TYPE == "SCI" group by TPL.START;
      select execute(A_RING) from inputFiles where RAW.TYPE == "RING" group by TPL.START;
      action A_BIAS { recipe bias; product MASTER_BIAS { PRO.CATG = "MASTER_BIAS"; } }
      action A_FLAT {
        minRet = 1; maxRet = 1;
        select file as MASTER_BIAS from calibFiles where PRO.CATG == "MASTER_BIAS"
          and MJD-OBS between inputFile.MJD-OBS - 3 and inputFile.MJD-OBS + 3;
        recipe flat;
        product MASTER_FLAT { PRO.CATG = "MASTER_FLAT"; }
      }
      action A_RING {
        select file as RING from calibFiles where PRO.CATG == "RING";
        product RING { PRO.CATG = "RING"; }
      }
      action A_SCI {
        minRet = 1; maxRet = 1;
        select file as MASTER_BIAS from calibFiles where PRO.CATG == "MASTER_BIAS"
          and MJD-OBS between inputFile.MJD-OBS - 3 and inputFile.MJD-OBS + 3;
        minRet = 1; maxRet = 1;
        select file as MASTER_FLAT from calibFiles where PRO.CATG == "MASTER_FLAT"
          and inputFile.INS.FILT1.NAME == INS.FILT1.NAME
          and MJD-OBS tryBetween inputFile.MJD-OBS - 2 and inputFile.MJD-OBS + 2;
        minRet = 0; maxRet = 2;
        select file as DISTORTION from calibFiles where PRO.CATG == "DISTORTION";
        recipe science;
      }
      """;

  private @TempDir Path home;
  private Observatory observatory;

  @BeforeEach
  void observatory() {
    observatory = new Observatory(home).rules("CAM.oca", RULES);
    science(SCIENCE, "T1");
  }

  @AfterEach
  void close() {
    observatory.close();
  }

  private void science(String id, String template) {
    observatory.take(id, "SCIENCE", "OBJECT", Map.of("filter", "R", "tpl_start", template));
  }

  private void bias(String template, String... ids) {
    for (String id : ids) {
      observatory.take(id, "CALIB", "BIAS", Map.of("tpl_start", template));
    }
  }

  private void flat(String template, String... ids) {
    for (String id : ids) {
      observatory.take(id, "CALIB", "FLAT", Map.of("tpl_start", template, "filter", "R"));
    }
  }

  private void night(String date) {
    bias("B" + date, "CAM." + date + "T11:00:00", "CAM." + date + "T11:01:00");
    flat("F" + date, "CAM." + date + "T12:00:00", "CAM." + date + "T12:01:00");
  }

  private Cascade raw() throws DatabaseException {
    return observatory.select(CascadeMode.RAW_TO_RAW, SCIENCE);
  }

  private Cascade masters() throws DatabaseException {
    return observatory.select(CascadeMode.RAW_TO_MASTER, SCIENCE);
  }

  private static List<String> ids(Association association) {
    return association.files().stream().map(file -> file.id()).toList();
  }

  @Test
  @DisplayName("are the nearest in time, with those that they need in turn, and the siblings")
  void nearest() throws Exception {
    science("CAM.2020-01-10T03:10:00", "T1");
    science("CAM.2020-01-10T04:00:00", "T2");
    night("2020-01-09");
    night("2020-01-10");
    night("2020-01-12");

    Cascade cascade = raw();

    assertThat(Observatory.shape(cascade.root()))
        .isEqualTo(
            """
            SCI null OBJ=CAM.2020-01-10T03:00:00 OBJ=CAM.2020-01-10T03:10:00
              BIAS calib_plan BIAS=CAM.2020-01-10T11:00:00 BIAS=CAM.2020-01-10T11:01:00
              FLAT calib_plan FLAT_RAW=CAM.2020-01-10T12:00:00 FLAT_RAW=CAM.2020-01-10T12:01:00
                BIAS calib_plan BIAS=CAM.2020-01-10T11:00:00 BIAS=CAM.2020-01-10T11:01:00
            """);
    assertThat(cascade.root().messages()).isEmpty();
  }

  @Test
  @DisplayName(
      "outside of the preferred time are better than none, beyond the allowed they are none")
  void extended() throws Exception {
    night("2020-01-14");

    Association root = raw().root();

    assertThat(Observatory.shape(root))
        .isEqualTo(
            """
            SCI null incomplete OBJ=CAM.2020-01-10T03:00:00
              MASTER_BIAS N/A incomplete
              FLAT extended FLAT_RAW=CAM.2020-01-14T12:00:00 FLAT_RAW=CAM.2020-01-14T12:01:00
                BIAS calib_plan BIAS=CAM.2020-01-14T11:00:00 BIAS=CAM.2020-01-14T11:01:00
            """);
    assertThat(root.messages())
        .containsExactly("No MASTER_BIAS was found, which rule A_SCI needs (CAM.oca, line 24).");
  }

  @Test
  @DisplayName("inside the preferred time are taken before nearer ones outside")
  void preferred() throws Exception {
    observatory.rules(
        "CAM.oca",
        RULES.replace(
            "tryBetween inputFile.MJD-OBS - 2 and inputFile.MJD-OBS + 2",
            "tryBetween inputFile.MJD-OBS - 200 and inputFile.MJD-OBS - 100"));
    night("2020-01-10");
    flat("F", "CAM.2019-09-10T12:00:00");

    assertThat(raw().root().calibrations().get(1).match()).isEqualTo("calib_plan");
    assertThat(ids(raw().root().calibrations().get(1))).containsExactly("CAM.2019-09-10T12:00:00");
  }

  @Test
  @DisplayName(
      "are whole groups, also where the allowed time ends amid a group; its first frame counts")
  void border() throws Exception {
    bias("B1", "CAM.2020-01-13T02:55:00", "CAM.2020-01-13T03:05:00");
    assertThat(ids(raw().root().calibrations().get(0)))
        .containsExactly("CAM.2020-01-13T02:55:00", "CAM.2020-01-13T03:05:00");
  }

  @Test
  @DisplayName("are not groups that begin before the allowed time")
  void borderBefore() throws Exception {
    bias("B1", "CAM.2020-01-07T02:55:00", "CAM.2020-01-07T03:05:00");
    assertThat(raw().root().calibrations().get(0).files()).isEmpty();
  }

  @Test
  @DisplayName("of equal distance are the first by identifier")
  void ties() throws Exception {
    bias("B1", "CAM.2020-01-10T01:00:00");
    bias("B2", "CAM.2020-01-10T05:00:00");

    assertThat(ids(raw().root().calibrations().get(0))).containsExactly("CAM.2020-01-10T01:00:00");
  }

  @Test
  @DisplayName(
      "that nobody may know of are not there: the next best is taken, siblings are left out")
  void hidden() throws Exception {
    science("CAM.2020-01-10T03:10:00", "T1");
    night("2020-01-10");
    night("2020-01-12");
    observatory.hide(
        "CAM.2020-01-10T03:10:00",
        "CAM.2020-01-10T11:00:00",
        "CAM.2020-01-10T11:01:00",
        "CAM.2020-01-10T12:00:00");

    assertThat(Observatory.shape(raw().root()))
        .isEqualTo(
            """
            SCI null OBJ=CAM.2020-01-10T03:00:00
              BIAS calib_plan BIAS=CAM.2020-01-12T11:00:00 BIAS=CAM.2020-01-12T11:01:00
              FLAT calib_plan FLAT_RAW=CAM.2020-01-10T12:01:00
                BIAS calib_plan BIAS=CAM.2020-01-12T11:00:00 BIAS=CAM.2020-01-12T11:01:00
            """);
  }

  @Test
  @DisplayName("that were made are found by what they were made of, and by their rows")
  void madeOf() throws Exception {
    night("2020-01-10");
    night("2020-01-12");
    observatory.made("M.CAM.1", "CALIB.MASTER.BIAS", "CAM.2020-01-12T11:00:00");
    observatory.master(
        "M.CAM.2",
        "MASTER_FLAT",
        Map.of(
            "instrument", "CAM", "filter", "R", "mjd_obs", Observatory.mjd("2020-01-11T00:00:00")));

    Cascade cascade = masters();

    assertThat(cascade.mode()).isEqualTo(CascadeMode.RAW_TO_MASTER);
    assertThat(Observatory.shape(cascade.root()))
        .isEqualTo(
            """
            SCI null OBJ=CAM.2020-01-10T03:00:00
              MASTER_BIAS calib_plan MASTER_BIAS=M.CAM.1
              MASTER_FLAT calib_plan MASTER_FLAT=M.CAM.2
            """);
  }

  @Test
  @DisplayName("that were made may be hidden, too; if there are none the whole cascade is raw")
  void fallback() throws Exception {
    night("2020-01-10");
    observatory.made("M.CAM.1", "CALIB.MASTER.BIAS", "CAM.2020-01-10T11:00:00");
    observatory.hide("M.CAM.1");

    Cascade cascade = masters();

    assertThat(cascade.mode()).isEqualTo(CascadeMode.RAW_TO_RAW);
    assertThat(cascade).isEqualTo(raw());
    assertThat(cascade.root().complete()).isTrue();
  }

  @Test
  @DisplayName("that are missing among the made ones are told of")
  void incompleteMasters() throws Exception {
    night("2020-01-10");
    observatory.made("M.CAM.1", "CALIB.MASTER.BIAS", "CAM.2020-01-10T11:00:00");

    Cascade cascade = masters();

    assertThat(cascade.mode()).isEqualTo(CascadeMode.RAW_TO_MASTER);
    assertThat(cascade.root().complete()).isFalse();
    assertThat(cascade.root().messages())
        .containsExactly("No MASTER_FLAT was found, which rule A_SCI needs (CAM.oca, line 27).");
  }

  @Test
  @DisplayName("that do not come from raw frames are taken in both modes, as many as are asked for")
  void statics() throws Exception {
    night("2020-01-10");
    for (String year : List.of("2010", "2015", "2018")) {
      observatory.master(
          "M.DIST." + year,
          "DISTORTION",
          Map.of("instrument", "CAM", "mjd_obs", Observatory.mjd(year + "-01-01T00:00:00")));
    }

    assertThat(raw().root().calibrations())
        .filteredOn(one -> one.category().equals("DISTORTION"))
        .extracting(one -> one.match() + ids(one))
        .containsExactly("N/A[M.DIST.2015]", "N/A[M.DIST.2018]");
    assertThat(raw().root().complete()).isTrue();
  }

  @Test
  @DisplayName("are certified when they are old enough, or as a column says, and all below are")
  void certified() throws Exception {
    night("2020-01-10");
    observatory.at("2020-01-12T11:30:00");
    assertThat(Observatory.shape(raw().root()))
        .isEqualTo(
            """
            SCI null uncertified OBJ=CAM.2020-01-10T03:00:00
              BIAS calib_plan BIAS=CAM.2020-01-10T11:00:00 BIAS=CAM.2020-01-10T11:01:00
              FLAT calib_plan uncertified FLAT_RAW=CAM.2020-01-10T12:00:00 FLAT_RAW=CAM.2020-01-10T12:01:00
                BIAS calib_plan BIAS=CAM.2020-01-10T11:00:00 BIAS=CAM.2020-01-10T11:01:00
            """);
    observatory.at("2020-01-12T12:30:00");
    assertThat(raw().root().certified()).isTrue();
  }

  @Test
  @DisplayName("are not certified if their column says so")
  void certifiedByColumn() throws Exception {
    observatory.take(
        "CAM.2020-01-10T11:00:00", "CALIB", "BIAS", Map.of("tpl_start", "B", "qc", "false"));
    observatory.at("2020-01-10T12:00:00");

    Association bias = raw().root().calibrations().get(0);

    assertThat(bias.certified()).isFalse();
    assertThat(raw().root().certified()).isFalse();
  }

  @Test
  @DisplayName("of frames that rules do not know are none, and the frame says so")
  void unsupported() throws Exception {
    observatory.take("CAM.2020-01-10T06:00:00", "TECHNICAL", "FOCUS", Map.of());
    observatory.take("OLD.2020-01-10T06:00:00", "SCIENCE", "OBJECT", Map.of());
    observatory.rules("OLD.2021-01-01.oca", RULES);

    Map<String, Cascade> cascades =
        observatory.select(
            CascadeMode.RAW_TO_RAW,
            List.of(
                "CAM.2020-01-10T06:00:00", "OLD.2020-01-10T06:00:00", "CAM.2020-01-10T07:00:00"));

    assertThat(cascades.values())
        .allMatch(one -> one.root().calibrations().isEmpty() && !one.root().complete())
        .extracting(one -> one.root().category() + " " + one.root().messages())
        .containsExactlyInAnyOrder(
            "FOCUS [No association could be made: the rules (CAM.oca) do not support files of this"
                + " type (DPR.CATG TECHNICAL, DPR.TYPE FOCUS, DPR.TECH IMAGE).]",
            "OBJECT [No association could be made: there are no rules for OLD of 2020-01-10.]",
            "UNKNOWN [No association could be made: its keywords are not known.]");
  }

  @Test
  @DisplayName("are offered for raw frames of instruments that there are rules for")
  void offers() throws Exception {
    OcaSelector selector = observatory.open();

    assertThat(selector.offers(Observatory.product(SCIENCE, Product.Kind.RAW, null))).isTrue();
    assertThat(selector.offers(Observatory.product("cam.1", Product.Kind.RAW, null))).isTrue();
    assertThat(selector.offers(Observatory.product("OTHER.1", Product.Kind.RAW, null))).isFalse();
    assertThat(selector.offers(Observatory.product(SCIENCE, Product.Kind.PRODUCT, null))).isFalse();
    assertThat(selector.offers(Observatory.product("noinstrument", Product.Kind.RAW, null)))
        .isFalse();
  }

  @Test
  @DisplayName("follow default rules where an instrument has none of its own, and only there")
  void defaults() throws Exception {
    night("2020-01-10");
    observatory.rules("default.oca", RULES.replace("\"SCI\"", "\"ANY\""));
    observatory.take("OTHER.2020-01-10T06:00:00", "SCIENCE", "OBJECT", Map.of());

    assertThat(observatory.open().offers(Observatory.product("OTHER.1", Product.Kind.RAW, null)))
        .isTrue();
    assertThat(raw().root().category()).isEqualTo("SCI");
    assertThat(
            observatory
                .select(CascadeMode.RAW_TO_RAW, List.of("OTHER.2020-01-10T06:00:00"))
                .values())
        .extracting(one -> one.root().category())
        .containsExactly("ANY");
  }

  @Test
  @DisplayName("follow the rules of the frame's date and of the mode")
  void validity() throws Exception {
    night("2020-01-10");
    observatory
        .rules("CAM.2020-01-11.oca", RULES.replace("\"SCI\"", "\"LATER\""))
        .rules("CAM.2020-01-10.oca", RULES.replace("\"SCI\"", "\"NOW\""))
        .rules("CAM_raw2master.2020-01-10.RLS", RULES.replace("\"SCI\"", "\"MADE\""))
        .rules("CAM.2019-01-10.oca", RULES.replace("\"SCI\"", "\"EARLIER\""))
        .rules("CAM.2020-13-10.oca", RULES.replace("\"SCI\"", "\"NEVER\""))
        .made("M.1", "MASTER_BIAS", "CAM.2020-01-10T11:00:00");

    assertThat(raw().root().category()).isEqualTo("NOW");
    assertThat(masters().root().category()).isEqualTo("MADE");
  }

  @Test
  @DisplayName("follow rules that have changed, and those of a file that was broken before")
  void changes() throws Exception {
    night("2020-01-10");
    assertThat(raw().root().category()).isEqualTo("SCI");
    Path file = home.resolve("etc/calibration/CAM.oca");

    Files.writeString(file, "nothing of it can be read");
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2025-01-01T00:00:00Z")));
    assertThat(raw().root().messages())
        .containsExactly("No association could be made: there are no rules for CAM of 2020-01-10.");

    Files.writeString(file, RULES.replace("\"SCI\"", "\"NEW\""));
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2025-01-02T00:00:00Z")));
    assertThat(raw().root().category()).isEqualTo("NEW");

    Files.delete(file);
    assertThat(raw().root().category()).isEqualTo("OBJECT");
  }

  @Test
  @DisplayName("that a rule needs whose text cannot be read are told to be unknown")
  void brokenAction() throws Exception {
    night("2020-01-10");
    observatory.rules("CAM.oca", RULES.replace("as DISTORTION from", "as DISTORTION of"));

    Association root = raw().root();

    assertThat(root.complete()).isFalse();
    assertThat(root.calibrations()).hasSize(2);
    assertThat(root.messages())
        .singleElement()
        .asString()
        .startsWith("Rule A_SCI could not be read as a whole (CAM.oca, line 22)");
  }

  @Test
  @DisplayName("that need themselves end somewhere")
  void ring() throws Exception {
    observatory.take("CAM.2020-01-10T06:00:00", "CALIB", "RING", Map.of("tpl_start", "R1"));
    observatory.take("CAM.2020-01-10T07:00:00", "CALIB", "RING", Map.of("tpl_start", "R2"));

    Association root = observatory.select(CascadeMode.RAW_TO_RAW, "CAM.2020-01-10T06:00:00").root();

    assertThat(Observatory.shape(root))
        .isEqualTo(
            """
            RING null incomplete RING=CAM.2020-01-10T06:00:00
              RING N/A incomplete RING=CAM.2020-01-10T07:00:00
            """);
  }

  @Test
  @DisplayName("that are too many to look at all of them are told of")
  void overflow() throws Exception {
    observatory.set("mostRows", 3);
    night("2020-01-09");
    night("2020-01-10");

    assertThat(raw().root().messages())
        .contains(
            "There are too many candidates for MASTER_BIAS to consider all of them; the choice may"
                + " not be the best.");
  }

  @Test
  @DisplayName("of a thousand frames take as few questions as those of a few")
  void thousand() throws Exception {
    List<String> ids = new ArrayList<>(List.of(SCIENCE));
    for (int day = 10; day < 30; day++) {
      night("2020-01-" + day);
      for (int i = 0; i < 50; i++) {
        String id = "CAM.2020-01-%dT04:%02d:00".formatted(day, i);
        science(id, "T" + day + i / 5);
        ids.add(id);
      }
    }
    observatory.open();
    Map<String, Cascade> few = observatory.select(CascadeMode.RAW_TO_RAW, ids.subList(0, 3));
    int questionsOfFew = observatory.databaseQuestions();
    int visibleOfFew = observatory.visibleQuestions();

    Map<String, Cascade> all = observatory.select(CascadeMode.RAW_TO_RAW, ids);

    assertThat(all).hasSize(1001).containsAllEntriesOf(few);
    assertThat(all.values()).allMatch(one -> one.root().complete());
    assertThat(observatory.databaseQuestions()).isLessThanOrEqualTo(questionsOfFew + 2);
    assertThat(questionsOfFew).isLessThanOrEqualTo(12);
    assertThat(observatory.visibleQuestions()).isLessThanOrEqualTo(visibleOfFew + 2);
  }

  @Test
  @DisplayName("are not searched for any longer when the request is cancelled")
  void cancelled() throws Exception {
    night("2020-01-10");
    OcaSelector selector = observatory.open();
    Cancellation cancellation = new Cancellation();
    CalibrationRequest request =
        new CalibrationRequest(
            List.of(Observatory.product(SCIENCE, Product.Kind.RAW, null)),
            CascadeMode.RAW_TO_RAW,
            ids -> {
              cancellation.cancel(Cancellation.Reason.CLIENT_GONE);
              return new RelatedProducts(Map.of(), Map.of());
            },
            Instant.now(),
            cancellation);

    assertThatThrownBy(() -> selector.select(request))
        .isInstanceOfSatisfying(
            DatabaseException.class,
            e -> assertThat(e.kind()).isEqualTo(DatabaseException.Kind.CANCELLED));
  }

  @Test
  @DisplayName("are not offered by a wrong configuration, which says what is wrong with it")
  void settings() {
    assertWrong("frames", "there is no table of raw frames");
    assertWrong("frames", "names no table; write table=schema.name", "id=x; INSTRUME=y; MJD-OBS=z");
    assertWrong("frames", "does not say which column of a.b is id", "table=a.b; INSTRUME=x");
    assertWrong("frames", "which column of a.b is MJD-OBS", "table=a.b; id=x; INSTRUME=x");
    assertWrong("frames", "which column of a.b is INSTRUME", "table=a.b; id=x; MJD-OBS=x");
    assertWrong("frames", "kind is raw or master, not 'odd'", "table=a.b; kind=odd");
    assertWrong("frames", "'nonsense' is neither table", "table=a.b; nonsense=x");
    assertWrong("frames", "'id' is not of the form key=column", "table=a.b; id");
    assertWrong("frames", "'b' names no table with its schema", "table=b");
    assertThatThrownBy(() -> settings(Map.of("certifiedAfterDays", -1.0)))
        .hasMessageContaining("certifiedAfterDays: ");
    assertThatThrownBy(() -> settings(Map.of("noon", 24.0))).hasMessageContaining("noon: ");
    assertThatThrownBy(() -> settings(Map.of("mostRows", 0))).hasMessageContaining("mostRows: ");
    assertThatThrownBy(() -> settings(Map.of("rules", " "))).hasMessageContaining("rules: ");
  }

  private static void assertWrong(String key, String reason, String... lines) {
    assertThatThrownBy(
            () -> Settings.of(Defaults.of(OcaConfiguration.class, Map.of("frames", lines))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(key + ": ")
        .hasMessageContaining(reason);
  }

  private static Settings settings(Map<String, Object> values) {
    Map<String, Object> all = new java.util.HashMap<>(values);
    all.put("frames", new String[] {"table=a.b; id=x; INSTRUME=y; MJD-OBS=z"});
    return Settings.of(Defaults.of(OcaConfiguration.class, all));
  }
}
