// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calibration.oca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasmyth.api.calibration.Association;
import org.nasmyth.api.calibration.Cascade;
import org.nasmyth.api.calibration.CascadeMode;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

@DisplayName("The cascade of an image of FORS2")
class EsoCascadeTest {

  private static final String SCIENCE = "FORS2.2021-01-02T00:59:12.533";
  private static final String ANSWER = "FORS2.2021-01-02T00_59_12.533_raw2raw.xml";
  private static final String FLATS_OF_OTHERS = "FORS2.2020-12-31T00:19:0";

  private Observatory observatory;

  @BeforeEach
  void observe(@TempDir Path home) {
    observatory = new Observatory(home).rules("FORS2.oca", Observatory.resource("FORS2.oca"));
    Map<String, ?> high = Map.of("filter", "R_SPECIAL", "clock", "200Kps/2ports/low_gain");
    observatory.take(SCIENCE, "SCIENCE", "OBJECT", high);
    for (String time : List.of("00:14:20.344", "00:27:11.249", "08:47:39.656")) {
      observatory.take("FORS2.2021-01-02T" + time, "CALIB", "STD", high);
    }
    observatory.take("FORS2.2020-12-30T00:27:11.249", "CALIB", "STD", high);
    for (int i = 0; i < 20; i++) {
      bias("FORS2.2020-12-26T08:54:%02d.688".formatted(i), "2020-12-26T08:54:30");
      bias("FORS2.2021-01-02T09:27:%02d.589".formatted(i), "2021-01-02T09:27:30");
      bias("FORS2.2020-12-20T09:27:%02d.589".formatted(i), "2020-12-20T09:27:30");
    }
    for (int i = 0; i < 5; i++) {
      flat("FORS2.2020-12-26T00:19:0%d.658".formatted(i), "R_SPECIAL", "2020-12-26T00:19:00");
      flat(FLATS_OF_OTHERS + i + ".658", "b_HIGH", "2020-12-31T00:19:00");
      flat("FORS2.2020-12-17T00:19:0%d.658".formatted(i), "R_SPECIAL", "2020-12-17T00:19:00");
    }
    for (String table : List.of("M.FORS2.2015-08-05T11:20:17.466", "M.FORS2.2013-01-01T00:00:00")) {
      observatory.master(
          table,
          "FLX_STD_IMG",
          Map.of(
              "instrument",
              "FORS2",
              "mjd_obs",
              Observatory.mjd(table.substring(8).replace("17.466", "17"))));
    }
    observatory.master(
        "M.FORS2.2020-12-16T08:22:29.053",
        "PHOT_TABLE",
        Map.of("instrument", "FORS2", "filter", "R_SPECIAL"));
    observatory.master(
        "M.FORS2.2020-12-16T08:22:29.054",
        "PHOT_TABLE",
        Map.of("instrument", "FORS2", "filter", "b_HIGH"));
  }

  private void bias(String id, String template) {
    observatory.take(
        id, "CALIB", "BIAS", Map.of("clock", "200Kps/2ports/low_gain", "tpl_start", template));
  }

  private void flat(String id, String filter, String template) {
    observatory.take(
        id,
        "CALIB",
        "FLAT,SKY",
        Map.of("filter", filter, "clock", "200Kps/2ports/low_gain", "tpl_start", template));
  }

  @AfterEach
  void close() {
    observatory.close();
  }

  @Test
  @DisplayName("has the shape of ESO's answer")
  void shape() throws Exception {
    Cascade cascade = observatory.select(CascadeMode.RAW_TO_RAW, SCIENCE);

    assertThat(cascade.mode()).isEqualTo(CascadeMode.RAW_TO_RAW);
    String flat = "FLAT_SKY calib_plan 5 SKY_FLAT_IMG FORS2.2020-12-26\n";
    String bias = "BIAS calib_plan 20 BIAS ";
    String standard =
        """
          STD_IMA calib_plan 1 STANDARD_IMG FORS2.2021-01-02
            FLX_STD_IMG N/A 1 FLX_STD_IMG M.FORS2.2015-08-
            PHOT_TABLE N/A 1 PHOT_TABLE M.FORS2.2020-12-
        """
            + "    "
            + flat
            + "      "
            + bias
            + "FORS2.2020-12-26\n    "
            + bias
            + "FORS2.2021-01-02\n";
    assertThat(outline(cascade.root(), ""))
        .isEqualTo(
            "SCI_IMG_2x2_low null 1 SCIENCE_IMG FORS2.2021-01-02\n  "
                + flat
                + "    "
                + bias
                + "FORS2.2020-12-26\n"
                + standard
                + standard
                + standard
                + "  "
                + bias
                + "FORS2.2021-01-02\n");
    assertThat(cascade.root().complete()).isTrue();
    assertThat(cascade.root().certified()).isTrue();
    assertThat(cascade.root().messages()).isEmpty();
  }

  @Test
  @DisplayName("is the one of ESO's answer")
  void esoAnswer() throws Exception {
    Path file = shared().resolve("eso-responses").resolve(ANSWER);
    assumeTrue(Files.exists(file), () -> "There is no " + ANSWER + " beside this checkout.");
    Element eso =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(file.toFile())
            .getDocumentElement();

    Cascade cascade = observatory.select(CascadeMode.RAW_TO_RAW, SCIENCE);

    assertThat(outline(cascade.root(), "")).isEqualTo(outline(eso, ""));
  }

  private static String outline(Association tree, String indent) {
    StringBuilder text =
        new StringBuilder(
            "%s%s %s %d %s %s\n"
                .formatted(
                    indent,
                    tree.category(),
                    tree.match(),
                    tree.files().size(),
                    tree.files().get(0).category(),
                    tree.files().get(0).id().substring(0, 16)));
    tree.calibrations().forEach(one -> text.append(outline(one, indent + "  ")));
    return text.toString();
  }

  private static String outline(Element tree, String indent) {
    List<Element> files = children(children(tree, "mainFiles").get(0), "file");
    StringBuilder text =
        new StringBuilder(
            "%s%s %s %d %s %s\n"
                .formatted(
                    indent,
                    tree.getAttribute("category"),
                    tree.hasAttribute("match") ? tree.getAttribute("match") : null,
                    files.size(),
                    files.get(0).getAttribute("category"),
                    files.get(0).getAttribute("name").substring(0, 16)));
    children(children(tree, "associatedFiles").get(0), "association")
        .forEach(one -> text.append(outline(one, indent + "  ")));
    return text.toString();
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> found = new java.util.ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }

  /** The folder of what was measured, beside the checkout; need not be there. */
  private static Path shared() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder.getParent() != null && !Files.exists(folder.resolve(".git"))) {
      folder = folder.getParent();
    }
    Path beside = folder.resolveSibling("shared");
    return Files.exists(beside) ? beside : folder.resolve("../../shared").normalize();
  }
}
