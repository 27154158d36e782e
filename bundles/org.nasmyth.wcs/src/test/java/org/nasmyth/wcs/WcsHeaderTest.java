// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.nasmyth.wcs.Headers.header;
import static org.nasmyth.wcs.Headers.image;
import static org.nasmyth.wcs.Headers.wcs;
import static org.nasmyth.wcs.Headers.with;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What headers may look like, and what is said of those that lie. */
class WcsHeaderTest {
  private static final Map<String, String> IMAGE = image("TAN", 187.3, 12.4, 0.001, 100, 100);

  private static double[] world(Map<String, String> header, double... pixel) {
    double[] world = new double[pixel.length];
    wcs(header).pixelToWorld(pixel, world, 1);
    return world;
  }

  private static void refused(Map<String, String> header, String... words) {
    assertThatThrownBy(() -> wcs(header))
        .isInstanceOf(WcsException.class)
        .hasMessageContainingAll(words);
  }

  @Test
  void scamp_writes_tpv_under_the_name_of_tan() {
    Map<String, String> tpv =
        with(
            image("TPV", 187.3, 12.4, 0.001, 100, 100),
            "PV1_0",
            1e-4,
            "PV1_1",
            1.01,
            "PV1_2",
            -0.002,
            "PV1_7",
            0.3,
            "PV2_1",
            0.99,
            "PV2_4",
            0.1);
    Map<String, String> tan = with(tpv, "CTYPE1", "RA---TAN", "CTYPE2", "DEC--TAN");
    assertThat(world(tan, 3.0, 80.0))
        .isEqualTo(world(tpv, 3.0, 80.0))
        .isNotEqualTo(world(IMAGE, 3.0, 80.0));
  }

  @Test
  void the_polynomials_of_sip_count_whether_or_not_ctype_says_so() {
    Map<String, String> sip =
        with(
            image("TAN-SIP", 187.3, 12.4, 0.001, 100, 100),
            "A_ORDER",
            2,
            "B_ORDER",
            2,
            "A_2_0",
            1e-4,
            "B_1_1",
            -2e-4);
    assertThat(world(with(sip, "CTYPE1", "RA---TAN", "CTYPE2", "DEC--TAN"), 3.0, 80.0))
        .isEqualTo(world(sip, 3.0, 80.0));
    assertThat(world(with(sip, "A_ORDER", null, "B_ORDER", null), 3.0, 80.0))
        .isEqualTo(world(IMAGE, 3.0, 80.0));
  }

  @Test
  void old_pc_matrices_are_read() {
    Map<String, String> rotated =
        with(IMAGE, "PC1_1", 0.8, "PC1_2", -0.6, "PC2_1", 0.6, "PC2_2", 0.8);
    assertThat(
            world(
                with(IMAGE, "PC001001", 0.8, "PC001002", -0.6, "PC002001", 0.6, "PC002002", 0.8),
                3.0,
                80.0))
        .isEqualTo(world(rotated, 3.0, 80.0));
  }

  @Test
  void an_axis_without_cd_has_its_cdelt() {
    Map<String, String> cube =
        with(
            IMAGE, "CDELT1", null, "CDELT2", null, "CD1_1", -0.001, "CD2_2", 0.001, "NAXIS", 3,
            "NAXIS3", 50, "CTYPE3", "WAVE", "CRVAL3", 5e-7, "CRPIX3", 1.0, "CDELT3", 2e-10);
    assertThat(world(cube, 50.5, 50.5, 11.0)[2]).isCloseTo(5.02e-7, within(1e-19));
  }

  @Test
  void an_alternate_description_has_keywords_of_its_own() {
    Map<String, String> header =
        with(
            IMAGE, "CTYPE1P", "X", "CRPIX1P", 1.0, "CRVAL1P", 1001.0, "CDELT1P", 2.0, "CRPIX2P",
            1.0, "CRVAL2P", 501.0, "CDELT2P", 1.0);
    double[] world = new double[2];
    Wcs.read(Cards.of(header), 'P', Tables.NONE).pixelToWorld(new double[] {3.0, 4.0}, world, 1);
    assertThat(world).containsExactly(1005.0, 504.0);
  }

  @Test
  void a_header_without_a_wcs_has_pixel_coordinates() {
    Wcs wcs = wcs(header("NAXIS", 2, "NAXIS1", 7, "NAXIS2", 5));
    double[] world = new double[2];
    wcs.pixelToWorld(new double[] {3.0, 4.0}, world, 1);
    assertThat(world).containsExactly(3.0, 4.0);
    assertThat(wcs.sky()).isEmpty();
    assertThat(wcs.spectral()).isEmpty();
  }

  @Test
  void units_in_wrong_case_are_understood() {
    assertThat(world(with(IMAGE, "CUNIT1", "DEG", "CUNIT2", "Degrees"), 3.0, 80.0))
        .isEqualTo(world(IMAGE, 3.0, 80.0));
  }

  @Test
  void many_points_are_converted_as_one_by_one() {
    Wcs wcs = wcs(IMAGE);
    double[] pixel = {1.0, 2.0, 50.0, 60.0, 99.0, 3.0};
    double[] world = new double[6];
    wcs.pixelToWorld(pixel, world, 3);
    assertThat(new double[] {world[2], world[3]}).isEqualTo(world(IMAGE, 50.0, 60.0));
    double[] back = world.clone();
    wcs.worldToPixel(back, back, 3);
    assertThat(back).containsExactly(pixel, within(1e-9));
  }

  @Test
  void points_off_the_projection_are_not_numbers() {
    Wcs wcs = wcs(image("AIT", 0.0, 0.0, 10.0, 50, 50));
    double[] world = new double[2];
    wcs.pixelToWorld(new double[] {1.0, 1.0}, world, 1);
    assertThat(world).containsExactly(Double.NaN, Double.NaN);
    double[] pixel = new double[2];
    wcs(IMAGE).worldToPixel(new double[] {7.3, -12.4}, pixel, 1);
    assertThat(pixel).containsExactly(Double.NaN, Double.NaN);
    wcs(IMAGE).worldToPixel(new double[] {7.3, 91.0}, pixel, 1);
    assertThat(pixel).containsExactly(Double.NaN, Double.NaN);
  }

  @Test
  void lies_are_named() {
    refused(with(IMAGE, "CDELT1", 0.0), "CDELT1 = 0.0");
    refused(
        with(IMAGE, "CD1_1", 1e-3, "CD1_2", 2e-3, "CD2_1", 2e-3, "CD2_2", 4e-3),
        "singular",
        "1_1 = 0.001",
        "2_2 = 0.004");
    refused(
        with(IMAGE, "CD1_1", -1e-3, "CD2_2", 1e-3, "PC1_1", 1.0, "PC1_2", 0.5), "CD1_2", "PC1_2");
    refused(with(IMAGE, "CTYPE2", "DEC--SIN"), "CTYPE1 = 'RA---TAN'", "CTYPE2 = 'DEC--SIN'");
    refused(with(IMAGE, "CTYPE2", "GLAT-TAN"), "CTYPE2 = 'GLAT-TAN'");
    refused(with(IMAGE, "CTYPE2", null), "CTYPE1 = 'RA---TAN' has no partner");
    refused(with(IMAGE, "CTYPE1", "RA---XYZ", "CTYPE2", "DEC--XYZ"), "unknown projection XYZ");
    refused(with(IMAGE, "CTYPE1", "RA---COE", "CTYPE2", "DEC--COE"), "PV2_1 is missing");
    refused(with(IMAGE, "CRVAL1", "12:30:00"), "CRVAL1 = '12:30:00' is not a number");
    refused(with(IMAGE, "CRVAL1", "NaN"), "CRVAL1 = 'NaN' is not a number");
    refused(with(IMAGE, "CRVAL2", 95.0), "CRVAL2 = '95.0' is beyond the pole");
    refused(with(IMAGE, "CUNIT1", "m"), "CUNIT1 = 'm' is no unit of angle");
    refused(with(IMAGE, "A_ORDER", 2), "A_ORDER", "B_ORDER is missing");
    refused(with(IMAGE, "WCSAXES", 500), "WCSAXES = 500");
    refused(with(image("CAR", 10.0, 60.0, 0.1, 10, 10), "LONPOLE", 90.0), "LONPOLE");
    refused(header("NAXIS", 0), "NAXIS is 0");
    refused(header("NAXIS", 2, "NAXIS1", 10), "NAXIS2 is missing");
  }

  @Test
  void lies_of_spectral_axes_are_named() {
    Map<String, String> spectrum =
        header(
            "NAXIS",
            1,
            "NAXIS1",
            10,
            "CTYPE1",
            "VOPT-F2W",
            "CRVAL1",
            1e6,
            "CDELT1",
            1e3,
            "CRPIX1",
            1.0);
    refused(spectrum, "VOPT-F2W", "RESTFRQ");
    refused(with(spectrum, "CTYPE1", "WAVE-XYZ"), "WAVE-XYZ", "XYZ");
    refused(with(spectrum, "CTYPE1", "WAVE-W2F"), "WAVE-W2F");
    refused(with(spectrum, "CTYPE1", "WAVE", "CUNIT1", "Hz"), "CUNIT1 = 'Hz' is no unit of length");
    refused(with(spectrum, "CTYPE1", "WAVE-LOG", "CRVAL1", 0.0), "CRVAL1");
    refused(with(spectrum, "CTYPE1", "WAVE-TAB"), "PS1_0 is missing");
    refused(
        with(spectrum, "CTYPE1", "WAVE-TAB", "PS1_0", "T", "PS1_1", "C"),
        "Column C of table T",
        "missing");
    refused(with(spectrum, "CTYPE1", "WAVE-GRI", "CRVAL1", 5e-7), "WAVE-GRI", "disperse");
  }

  @Test
  void distortions_that_are_not_known_are_not_ignored() {
    refused(with(IMAGE, "CPDIS1", "TPD"), "CPDIS1 = 'TPD'");
    refused(with(IMAGE, "CQDIS2", "LOOKUP"), "CQDIS2 = 'LOOKUP'");
    refused(
        with(IMAGE, "CPDIS1", "LOOKUP", "DP1.EXTVER", 3),
        "Extension WCSDVARR 3 is missing",
        "CPDIS1");
    refused(with(IMAGE, "D2IMDIS2", "LOOKUP", "D2IM2.AXIS.1", 2), "D2IM2.AXIS.1 = 2");
  }
}
