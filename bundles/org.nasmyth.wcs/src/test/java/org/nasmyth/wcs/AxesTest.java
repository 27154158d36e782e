// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.nasmyth.wcs.Headers.header;
import static org.nasmyth.wcs.Headers.wcs;
import static org.nasmyth.wcs.Headers.with;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pixels that bands, intervals of time and polarisation states need. */
class AxesTest {
  private static Map<String, String> spectrum(String type, double value, double step, String unit) {
    return header(
        "NAXIS", 1, "NAXIS1", 1000, "CTYPE1", type, "CRVAL1", value, "CDELT1", step, "CRPIX1", 1.0,
        "CUNIT1", unit);
  }

  private static SpectralAxis spectral(Map<String, String> header) {
    return wcs(header).spectral().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "5.0000e-7, 5.0040e-7, 1, 3", // pixel 1 reaches from 4.9990 to 5.0010, and so on
    "4.0000e-7, 4.9995e-7, 1, 1",
    "5.0011e-7, 5.0011e-7, 2, 2",
    "5.0011e-7, 5.0029e-7, 2, 2",
    "5.0005e-7, 9.0000e-7, 1, 1000",
    "-Infinity, Infinity, 1, 1000",
    "6.9985e-7, 7.5000e-7, 1000, 1000"
  })
  void a_band_takes_the_pixels_that_it_overlaps(double low, double high, long first, long last) {
    SpectralAxis axis = spectral(spectrum("WAVE", 500.0, 0.2, "nm"));
    assertThat(axis.pixels(low, high)).hasValue(new PixelRange(first, last));
  }

  @Test
  void a_band_beside_the_axis_takes_nothing() {
    SpectralAxis axis = spectral(spectrum("WAVE", 500.0, 0.2, "nm"));
    assertThat(axis.pixels(1e-7, 4.99e-7)).isEmpty();
    assertThat(axis.pixels(5000.0, 6000.0)).isEmpty();
    assertThatThrownBy(() -> axis.pixels(6e-7, 5e-7)).hasMessageContaining("reversed");
    assertThatThrownBy(() -> axis.pixels(Double.NaN, 5e-7)).hasMessageContaining("not a number");
  }

  @Test
  void a_frequency_axis_runs_the_other_way() {
    SpectralAxis axis = spectral(spectrum("FREQ", 230.0, 0.001, "GHz"));
    double low = 299792458.0 / 230.0206e9;
    double high = 299792458.0 / 230.0094e9;
    assertThat(axis.pixels(low, high)).hasValue(new PixelRange(10, 22));
    assertThat(axis.coverage().orElseThrow())
        .containsExactly(
            new double[] {299792458.0 / 230.9995e9, 299792458.0 / 229.9995e9}, within(1e-15));
  }

  @Test
  void wavelengths_in_air_are_brought_to_vacuum() {
    SpectralAxis axis = spectral(spectrum("AWAV", 7000.0, 1.25, "Angstrom"));
    assertThat(axis.inAir()).isTrue();
    // 7000 Angstrom in air is 7001.9308 in vacuum, by Morton's and others' tables.
    assertThat(axis.wavelength(7000e-10)).isCloseTo(7001.93e-10, within(0.01e-10));
    assertThat(axis.pixels(7001.93e-10, 7001.93e-10)).hasValue(new PixelRange(1, 1));
    assertThat(axis.pixels(7000e-10, 7001e-10)).isEmpty();
  }

  @Test
  void velocities_want_a_line() {
    Map<String, String> radio = spectrum("VRAD", 10.0, -0.5, "km/s");
    assertThatThrownBy(() -> spectral(radio).pixels(0.0, 1.0))
        .isInstanceOf(WcsException.class)
        .hasMessageContainingAll("CTYPE1 = 'VRAD'", "RESTFRQ");
    SpectralAxis axis = spectral(with(radio, "RESTFRQ", 1.420405752e9));
    double rest = 299792458.0 / 1.420405752e9;
    double atTen = rest / (1.0 - 10e3 / 299792458.0);
    assertThat(axis.pixels(atTen, atTen)).hasValue(new PixelRange(1, 1));
    assertThat(axis.wavelength(0.0)).isCloseTo(rest, within(1e-15));
  }

  @Test
  void a_linear_axis_counts_if_its_unit_is_one_of_spectra() {
    assertThat(spectral(spectrum("LINEAR", 7300.0, 1.25, "Angstrom")).wavelength(7300.0))
        .isCloseTo(7.3e-7, within(1e-20));
    assertThat(wcs(spectrum("LINEAR", 1.0, 1.0, "mm")).spectral()).isEmpty();
    assertThat(wcs(spectrum("LINEAR", 1.0, 1.0, "")).spectral()).isEmpty();
  }

  @Test
  void the_logarithmic_spectra_of_iraf_are_known_by_their_flag() {
    SpectralAxis axis =
        spectral(with(spectrum("LINEAR", 3.5, 1e-4, ""), "CUNIT1", null, "DC-FLAG", 1));
    assertThat(axis.wavelength(3.5)).isCloseTo(Math.pow(10, 3.5) * 1e-10, within(1e-20));
    assertThat(axis.pixels(3162.277e-10, 3164.0e-10)).hasValue(new PixelRange(1, 3));
  }

  @Test
  void a_table_of_wavelengths_may_fall_and_be_uneven() {
    double[] table = {9e-7, 8e-7, 6.5e-7, 6e-7, 4e-7};
    Map<String, String> header =
        header(
            "NAXIS",
            1,
            "NAXIS1",
            5,
            "CTYPE1",
            "WAVE-TAB",
            "CRVAL1",
            1.0,
            "CDELT1",
            1.0,
            "CRPIX1",
            1.0,
            "PS1_0",
            "WCS",
            "PS1_1",
            "LAMBDA");
    Tables tables =
        (extension, version, level, column) ->
            extension.equals("WCS") && column.equals("LAMBDA")
                ? Optional.of(new TableArray(new int[] {1, 5}, table))
                : Optional.empty();
    SpectralAxis axis = Wcs.read(Cards.of(header), ' ', tables).spectral().orElseThrow();
    assertThat(axis.pixels(6.3e-7, 8.4e-7)).hasValue(new PixelRange(2, 3));
    assertThat(axis.pixels(6.2e-7, 6.2e-7)).hasValue(new PixelRange(4, 4));
    assertThat(axis.coverage().orElseThrow())
        .containsExactly(new double[] {3e-7, 9.5e-7}, within(1e-18));
  }

  @Test
  void the_frame_of_velocities_is_told() {
    assertThat(
            spectral(
                    with(
                        spectrum("WAVE", 1e-6, 1e-10, "m"), "SPECSYS", "TOPOCENT", "VELOSYS", 12e3))
                .frame())
        .isEqualTo(new SpectralAxis.Frame("TOPOCENT", "", 12e3));
    assertThat(
            spectral(with(spectrum("VELO-LSR", 1e6, 1e3, "m/s"), "RESTFRQ", 1.4e9))
                .frame()
                .specsys())
        .isEqualTo("LSRK");
  }

  private static Map<String, String> time(Object... more) {
    Map<String, String> header =
        header(
            "NAXIS", 1, "NAXIS1", 100, "CTYPE1", "TIME", "CRVAL1", 0.0, "CDELT1", 60.0, "CRPIX1",
            1.0, "CUNIT1", "s");
    return with(header, more);
  }

  @Test
  void an_interval_of_time_is_counted_from_the_reference_time() {
    TimeAxis axis = wcs(time("MJDREF", 58000.0)).time().orElseThrow();
    assertThat(axis.scale()).isEqualTo("UTC");
    assertThat(axis.pixels(58000.0 + 60.0 / 86400, 58000.0 + 170.0 / 86400))
        .hasValue(new PixelRange(2, 4));
    assertThat(axis.pixels(57999.0, 57999.5)).isEmpty();
    assertThat(axis.pixels(Double.NEGATIVE_INFINITY, 58000.0)).hasValue(new PixelRange(1, 1));
  }

  @Test
  void reference_times_are_written_in_many_ways() {
    for (Map<String, String> header :
        List.of(
            time("MJDREFI", 58000, "MJDREFF", 0.25),
            time("JDREF", 2458000.75),
            time("JDREFI", 2458000, "JDREFF", 0.75),
            time("DATEREF", "2017-09-04T06:00:00"))) {
      assertThat(wcs(header).time().orElseThrow().referenceTime()).isEqualTo(58000.25);
    }
    assertThatThrownBy(() -> wcs(time("DATEREF", "yesterday")))
        .isInstanceOf(WcsException.class)
        .hasMessage("DATEREF = 'yesterday' is not a date.");
  }

  @Test
  void other_scales_are_ahead_of_utc() {
    // 37 leap seconds and 32.184 s: what is 0 in TT was 69.184 s before in UTC.
    TimeAxis axis =
        wcs(time("MJDREF", 58000.0, "TIMESYS", "TT", "CDELT1", 1.0)).time().orElseThrow();
    double utc = 58000.0 - 69.184 / 86400;
    assertThat(axis.pixels(utc, utc)).hasValue(new PixelRange(1, 1));
    assertThatThrownBy(() -> wcs(time("TIMESYS", "LOCAL")).time().orElseThrow().pixels(1.0, 2.0))
        .isInstanceOf(WcsException.class)
        .hasMessageContaining("LOCAL");
  }

  @Test
  void polarisation_states_have_their_pixels() {
    PolarisationAxis stokes =
        wcs(header(
                "NAXIS", 1, "NAXIS1", 4, "CTYPE1", "STOKES", "CRVAL1", 1.0, "CDELT1", 1.0, "CRPIX1",
                1.0))
            .polarisation()
            .orElseThrow();
    assertThat(stokes.states()).containsExactly("I", "Q", "U", "V");
    assertThat(stokes.pixels(Set.of("Q", "U"))).hasValue(new PixelRange(2, 3));
    assertThat(stokes.pixels(Set.of("XX"))).isEmpty();
    PolarisationAxis linear =
        wcs(header(
                "NAXIS", 1, "NAXIS1", 2, "CTYPE1", "STOKES", "CRVAL1", -5.0, "CDELT1", -1.0,
                "CRPIX1", 1.0))
            .polarisation()
            .orElseThrow();
    assertThat(linear.states()).containsExactly("XX", "YY");
  }
}
