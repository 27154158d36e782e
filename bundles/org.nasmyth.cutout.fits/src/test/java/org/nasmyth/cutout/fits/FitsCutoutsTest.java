// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.nasmyth.api.cutout.Cutout;
import org.nasmyth.api.cutout.CutoutAxis;
import org.nasmyth.api.cutout.CutoutException;
import org.nasmyth.api.cutout.CutoutRequest;
import org.nasmyth.api.cutout.CutoutRequest.Compression;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.products.Interval;
import org.nasmyth.fits.Hdu;
import org.nasmyth.fits.HduKind;
import org.nasmyth.sphere.Circle;
import org.nasmyth.sphere.Polygon;
import org.nasmyth.sphere.Position;
import org.nasmyth.sphere.Union;

/** What the engine makes of files of each kind. */
class FitsCutoutsTest {

  private static final double PIXEL = 1e-4;

  private static String[] tan(String... more) {
    return FitsBytes.tan(150, 2, 30, 20, PIXEL, more);
  }

  private static String[] cubeCards(String... more) {
    String[] air = FitsBytes.air(4750, 1.25);
    String[] all = new String[air.length + more.length];
    System.arraycopy(air, 0, all, 0, air.length);
    System.arraycopy(more, 0, all, air.length, more.length);
    return tan(all);
  }

  /** As MUSE's cubes: data, variance without a name for it, quality without coordinates. */
  private static byte[] cube() {
    return new FitsBytes()
        .primary("WAVELMIN=                475.0 / [nm]", "WAVELMAX=              486.875 / [nm]")
        .image(-32, new long[] {60, 40, 96}, cubeCards("EXTNAME = 'DATA    '"))
        .image(-32, new long[] {60, 40, 96}, cubeCards("EXTNAME = 'STAT    '"))
        .image(8, new long[] {60, 40, 96}, "EXTNAME = 'DQ      '")
        .image(16, new long[] {60, 40}, tan("EXTNAME = 'FIELDMAP'"))
        .image(16, new long[] {7, 9}, "EXTNAME = 'OTHER   '")
        .bytes();
  }

  @Test
  void a_position_cuts_all_extensions_of_one_grid_alike() throws Exception {
    Parsed piece = Parsed.of(Pieces.piece(cube(), Pieces.region(new Circle(150, 2, 3.2 * PIXEL))));
    assertThat(piece.hdus()).hasSize(6);
    assertThat(piece.axes(1)).containsExactly(7L, 7L, 96L);
    assertThat(piece.axes(2)).containsExactly(7L, 7L, 96L);
    assertThat(piece.axes(3)).containsExactly(7L, 7L, 96L);
    assertThat(piece.axes(4)).containsExactly(7L, 7L);
    assertThat(piece.axes(5)).as("on no sky").containsExactly(7L, 9L);
    assertThat(piece.number(1, "CRPIX1")).isEqualTo(4);
    assertThat(piece.number(4, "CRPIX2")).isEqualTo(4);
    Parsed source = Parsed.of(cube());
    for (int hdu = 1; hdu <= 3; hdu++) {
      assertThat(piece.pixel(piece.hdu(hdu), 2, 3, 50))
          .isEqualTo(source.pixel(source.hdu(hdu), 28, 19, 50));
    }
    assertThat(piece.pixel(piece.hdu(4), 1, 1)).isEqualTo(source.pixel(source.hdu(4), 27, 17));
  }

  @Test
  void a_band_in_vacuum_finds_wavelengths_in_air() throws Exception {
    // 4800 in air is 4801.342 in vacuum: pixel (4800 - 4750) / 1.25 + 1 = 41.
    Parsed piece = Parsed.of(Pieces.piece(cube(), Pieces.band(4801.342e-10, 4801.342e-10)));
    assertThat(piece.axes(1)).containsExactly(60L, 40L, 1L);
    assertThat(piece.number(1, "CRPIX3")).isEqualTo(-39);
    assertThat(piece.axes(3)).containsExactly(60L, 40L, 1L);
    assertThat(piece.axes(4)).as("has no wavelengths").containsExactly(60L, 40L);
    assertThat(piece.number(0, "WAVELMIN")).isEqualTo(480, within(1e-9));
    assertThat(piece.number(0, "WAVELMAX")).isEqualTo(480, within(1e-9));
  }

  @Test
  void a_barycentric_band_is_shifted_to_the_observatory() throws Exception {
    String[] axis = {
      "CTYPE1  = 'WAVE'",
      "CUNIT1  = 'nm'",
      "CRVAL1  = 500.0",
      "CDELT1  = 0.001",
      "CRPIX1  = 1.0",
      "SPECSYS = 'TOPOCENT'",
      "VELOSYS = 26108.0"
    };
    byte[] told = new FitsBytes().image(-32, new long[] {400}, axis).bytes();
    byte[] untold = new FitsBytes().image(-32, new long[] {400}, Arrays.copyOf(axis, 6)).bytes();
    // 500.1 nm times 1 + 26108 / 299792458 is 500.14355 nm: pixel 144.55.
    Parsed shifted = Parsed.of(Pieces.piece(told, Pieces.band(500.1e-9, 500.1e-9)));
    assertThat(shifted.number(0, "CRPIX1")).isEqualTo(1 - 144);
    assertThat(shifted.cards(0)).anyMatch(card -> card.contains("shifted from the barycentre"));
    Parsed unsure = Parsed.of(Pieces.piece(untold, Pieces.band(500.1e-9, 500.1e-9)));
    // The Earth moves with 30.9 km/s at most, which is 0.0515 nm.
    assertThat(unsure.axes(0)).containsExactly(103L);
    assertThat(unsure.number(0, "CRPIX1")).isEqualTo(1 - 49);
    assertThat(unsure.cards(0)).anyMatch(card -> card.contains("+- 30.866 km/s"));
  }

  @Test
  void a_band_is_shifted_to_the_local_standard_of_rest() throws Exception {
    String[] frequencies = {
      "CTYPE3  = 'WAVE'",
      "CUNIT3  = 'nm'",
      "CRVAL3  = 500.0",
      "CD3_3   = 0.001",
      "CRPIX3  = 1.0",
      "SPECSYS = 'LSRK'"
    };
    byte[] file =
        new FitsBytes()
            .image(
                16,
                new long[] {9, 9, 400},
                FitsBytes.tan(270.9594, 30.0047, 5, 5, PIXEL, frequencies))
            .bytes();
    // The Sun moves there with 20 km/s, so light is redder at rest: 500.1 nm are 500.13336 nm.
    Parsed piece = Parsed.of(Pieces.piece(file, Pieces.band(500.1e-9, 500.1e-9)));
    assertThat(piece.axes(0)).containsExactly(9L, 9L, 1L);
    assertThat(piece.number(0, "CRPIX3")).isEqualTo(1 - 133);
    assertThat(piece.cards(0)).anyMatch(card -> card.contains("to LSRK, which moves with -20.000"));
  }

  @Test
  void the_motion_of_a_source_is_not_guessed() throws Exception {
    byte[] file =
        new FitsBytes()
            .image(
                16,
                new long[] {400},
                "CTYPE1  = 'WAVE'",
                "CUNIT1  = 'nm'",
                "CRVAL1  = 500.0",
                "CDELT1  = 0.001",
                "CRPIX1  = 1.0",
                "SPECSYS = 'SOURCE'")
            .bytes();
    assertThatThrownBy(() -> Pieces.prepare(new BytesFile(file), Pieces.band(500.1e-9, 500.1e-9)))
        .isInstanceOf(CutoutException.class)
        .hasMessageContaining("SPECSYS = 'SOURCE'");
  }

  @Test
  void rows_are_chosen_by_their_times() throws Exception {
    ByteBuffer rows = ByteBuffer.allocate(5 * 20);
    for (int i = 0; i < 5; i++) {
      rows.putInt(i).putDouble(60000 + 0.5 * i).putDouble(1e8 + 43200 * i);
    }
    String[] columns = {"id", "J", "MJD-OBS", "D", "TIME", "D"};
    byte[] byDate = new FitsBytes().primary().table(5, rows.array(), columns).bytes();
    Parsed piece = Parsed.of(Pieces.piece(byDate, Pieces.time(60000.5, 60001.2)));
    assertThat(piece.data(piece.hdu(1))).isEqualTo(Arrays.copyOfRange(rows.array(), 20, 60));
    assertThat(piece.cards(1)).anyMatch(card -> card.contains("column MJD-OBS, UTC"));
    assertThat(Pieces.prepare(new BytesFile(byDate), Pieces.time(50000, 50001))).isEmpty();

    byte[] seconds =
        new FitsBytes()
            .primary("TIMESYS = 'TT'", "MJDREFI = 58842", "MJDREFF = 0.592592592592593")
            .table(5, rows.array(), columns, "TUCD3   = 'time.epoch;meta.main'", "TUNIT3  = 's'")
            .bytes();
    // 1e8 s after the reference is MJD 60000.0 in TT, which is 69.184 s ahead of UTC.
    double first = 60000.0 - 69.184 / 86400;
    assertThat(Parsed.of(Pieces.piece(seconds, Pieces.time(first, first))).number(1, "NAXIS2"))
        .isEqualTo(1);
    assertThat(Pieces.prepare(new BytesFile(seconds), Pieces.time(60000, 60000))).isEmpty();
  }

  @Test
  void rows_are_chosen_by_dates_that_are_written_out() throws Exception {
    String dates =
        "%-23s%-23s%-23s"
            .formatted("2023-02-25T00:00:00.000", "2023-02-25T12:00:00Z", "2023-02-26");
    byte[] file =
        new FitsBytes()
            .primary()
            .table(3, dates.getBytes(StandardCharsets.US_ASCII), new String[] {"DATE-OBS", "23A"})
            .bytes();
    Parsed piece = Parsed.of(Pieces.piece(file, Pieces.time(60000.4, 70000)));
    assertThat(piece.data(piece.hdu(1)))
        .isEqualTo(dates.substring(23).getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void times_of_arrival_at_the_sun_are_taken_generously() throws Exception {
    ByteBuffer rows = ByteBuffer.allocate(3 * 8);
    rows.putDouble(2460000.5).putDouble(2460000.503).putDouble(2460000.52);
    byte[] file =
        new FitsBytes().primary().table(3, rows.array(), new String[] {"BJD_TDB", "D"}).bytes();
    Parsed piece = Parsed.of(Pieces.piece(file, Pieces.time(60000, 60000)));
    assertThat(piece.number(1, "NAXIS2")).as("0.003 d is within the light's way").isEqualTo(2);
    assertThat(piece.cards(1)).anyMatch(card -> card.contains("of arrival at the Sun: 510 s"));
  }

  @Test
  void times_that_begin_nobody_knows_when_are_not_guessed() throws Exception {
    byte[] relative =
        new FitsBytes()
            .primary()
            .table(2, new byte[16], new String[] {"TIME", "D"}, "TUNIT1  = 's'")
            .bytes();
    assertThatThrownBy(() -> Pieces.prepare(new BytesFile(relative), Pieces.time(60000, 60001)))
        .isInstanceOf(CutoutException.class)
        .hasMessageContaining("since a known moment");
    byte[] words =
        new FitsBytes()
            .primary()
            .table(
                1,
                "yesterday ".getBytes(StandardCharsets.US_ASCII),
                new String[] {"DATE_OBS", "10A"})
            .bytes();
    assertThatThrownBy(() -> Pieces.prepare(new BytesFile(words), Pieces.time(60000, 60001)))
        .isInstanceOf(CutoutException.class)
        .hasMessageContaining("Column DATE_OBS of HDU 1 holds no dates");
    byte[] local =
        new FitsBytes()
            .primary("TIMESYS = 'LOCAL'")
            .table(1, new byte[8], new String[] {"MJD", "D"})
            .bytes();
    assertThatThrownBy(() -> Pieces.prepare(new BytesFile(local), Pieces.time(60000, 60001)))
        .isInstanceOf(CutoutException.class)
        .hasMessageContaining("TIMESYS = 'LOCAL'");
  }

  @Test
  void extensions_are_known_by_name_and_version() throws Exception {
    byte[] file =
        new FitsBytes()
            .primary()
            .image(16, new long[] {8, 8}, "EXTNAME = 'SCI'", "EXTVER  = 1")
            .image(16, new long[] {9, 9}, "EXTNAME = 'SCI'", "EXTVER  = 2")
            .bytes();
    assertThat(Parsed.of(Pieces.piece(file, named("sci", OptionalInt.empty()))).axes(1))
        .containsExactly(3L, 8L);
    Parsed second = Parsed.of(Pieces.piece(file, named("SCI", OptionalInt.of(2))));
    assertThat(second.axes(1)).containsExactly(3L, 9L);
    assertThat(second.number(1, "EXTVER")).isEqualTo(2);
    assertThatThrownBy(() -> Pieces.prepare(new BytesFile(file), named("SCI", OptionalInt.of(3))))
        .isInstanceOf(CutoutException.class)
        .hasMessageContaining("SCI,3")
        .hasMessageContaining("HDU 2 (SCI)");
  }

  private static CutoutRequest named(String name, OptionalInt version) {
    return new CutoutRequest(
        null,
        null,
        null,
        null,
        List.of(),
        List.of(
            new CutoutRequest.PixelBox(
                new CutoutRequest.Named(name, version),
                List.of(new CutoutRequest.PixelSpan(2, 4)))),
        false,
        List.of());
  }

  @Test
  void position_and_band_hold_together() throws Exception {
    CutoutRequest request =
        Pieces.both(new Circle(150, 2, 1.2 * PIXEL), new Interval(4801.3e-10, 4803.9e-10));
    Parsed piece = Parsed.of(Pieces.piece(cube(), request));
    assertThat(piece.axes(1)).containsExactly(3L, 3L, 3L);
    assertThat(piece.axes(4)).containsExactly(3L, 3L);
  }

  @Test
  void what_is_nowhere_in_the_file_is_an_empty_answer() throws Exception {
    BytesFile file = new BytesFile(cube());
    assertThat(Pieces.prepare(file, Pieces.region(new Circle(151, 2, 0.01)))).isEmpty();
    assertThat(Pieces.prepare(file, Pieces.band(7e-7, 8e-7))).isEmpty();
    assertThat(
            Pieces.prepare(file, Pieces.both(new Circle(150, 2, PIXEL), new Interval(7e-7, 8e-7))))
        .as("the 2-D companion lies in the circle, but nothing of the cube in the band")
        .isEmpty();
  }

  @Test
  void a_region_of_the_whole_sky_leaves_every_pixel() throws Exception {
    byte[] file = cube();
    Parsed source = Parsed.of(file);
    Parsed piece = Parsed.of(Pieces.piece(file, Pieces.region(new Circle(0, -90, 180))));
    for (int hdu = 1; hdu <= 5; hdu++) {
      assertThat(piece.cards(hdu)).isEqualTo(source.cards(hdu));
      assertThat(piece.data(piece.hdu(hdu))).isEqualTo(source.data(source.hdu(hdu)));
    }
  }

  @Test
  void every_form_of_a_region_is_searched() throws Exception {
    byte[] file = new FitsBytes().image(16, new long[] {60, 40}, tan()).bytes();
    double step = 2.2 * PIXEL;
    Polygon square =
        Polygon.of(
            150 - step, 2 - step, 150 + step, 2 - step, 150 + step, 2 + step, 150 - step, 2 + step);
    List<CutoutRequest> requests =
        List.of(
            Pieces.region(square),
            Pieces.range(150 - step, 150 + step, 2 - step, 2 + step),
            Pieces.region(
                Union.of(new Position(150 - step, 2 - step), new Position(150 + step, 2 + step))));
    for (CutoutRequest request : requests) {
      assertThat(Parsed.of(Pieces.piece(file, request)).axes(0))
          .as("%s", request)
          .containsExactly(5L, 5L);
    }
  }

  @Test
  void an_open_range_has_no_limit() throws Exception {
    byte[] file = new FitsBytes().image(16, new long[] {60, 40}, tan()).bytes();
    double none = Double.POSITIVE_INFINITY;
    CutoutRequest north = Pieces.range(-none, none, 2, none);
    assertThat(Parsed.of(Pieces.piece(file, north)).axes(0)).containsExactly(60L, 21L);
  }

  @Test
  void a_mosaic_keeps_the_chips_that_are_met() throws Exception {
    byte[] file =
        new FitsBytes()
            .primary("OBJECT  = 'mosaic'")
            .image(16, new long[] {50, 50}, FitsBytes.tan(10, 0, 0, 25, 1e-3, "EXTNAME = 'CHIP1'"))
            .image(16, new long[] {50, 50}, FitsBytes.tan(10, 0, 51, 25, 1e-3, "EXTNAME = 'CHIP2'"))
            .image(16, new long[] {50, 50}, FitsBytes.tan(12, 0, 51, 25, 1e-3, "EXTNAME = 'CHIP3'"))
            .bytes();
    Parsed piece = Parsed.of(Pieces.piece(file, Pieces.region(new Circle(10, 0, 0.0042))));
    assertThat(piece.hdus()).extracting(Hdu::name).containsExactly("", "CHIP1", "CHIP2");
    assertThat(piece.axes(1)).containsExactly(4L, 9L);
    assertThat(piece.axes(2)).containsExactly(4L, 9L);
    assertThat(piece.cards(0)).anyMatch(card -> card.contains("HDU 3 (CHIP3)"));
  }

  @Test
  void an_image_outside_in_the_primary_hdu_leaves_its_header() throws Exception {
    byte[] file =
        new FitsBytes()
            .image(16, new long[] {50, 50}, FitsBytes.tan(10, 0, 25, 25, 1e-3, "TELESCOP= 'VLT'"))
            .image(16, new long[] {50, 50}, FitsBytes.tan(20, 0, 25, 25, 1e-3))
            .bytes();
    Parsed piece = Parsed.of(Pieces.piece(file, Pieces.region(new Circle(20, 0, 0.0042))));
    assertThat(piece.axes(0)).isEmpty();
    assertThat(piece.hdu(0).header().text("TELESCOP")).hasValue("VLT");
    assertThat(piece.axes(1)).containsExactly(9L, 9L);
  }

  @Test
  void polarization_states_are_planes() throws Exception {
    byte[] file =
        new FitsBytes()
            .image(
                -32,
                new long[] {10, 12, 5, 4},
                FitsBytes.tan(
                    83,
                    -5,
                    5,
                    5,
                    1e-5,
                    "CTYPE3  = 'FREQ'",
                    "CRVAL3  = 1.0E11",
                    "CDELT3  = 1.0E9",
                    "CRPIX3  = 1.0",
                    "CUNIT3  = 'Hz'",
                    "CD3_3   = 1.0E9",
                    "CTYPE4  = 'STOKES'",
                    "CRVAL4  = 1.0",
                    "CRPIX4  = 1.0",
                    "CD4_4   = 1.0"))
            .bytes();
    assertThat(Parsed.of(Pieces.piece(file, Pieces.states("Q", "U"))).axes(0))
        .containsExactly(10L, 12L, 5L, 2L);
    assertThat(Pieces.prepare(new BytesFile(file), Pieces.states("RR"))).isEmpty();
    // 1.01e11 Hz is the second channel, which reaches from 1.005e11 to 1.015e11.
    double wavelength = 299792458.0 / 1.01e11;
    assertThat(Parsed.of(Pieces.piece(file, Pieces.band(wavelength, wavelength))).axes(0))
        .containsExactly(10L, 12L, 1L, 4L);
  }

  @Test
  void a_time_axis_is_cut_by_dates() throws Exception {
    byte[] file =
        new FitsBytes()
            .image(
                16,
                new long[] {8, 100},
                "CTYPE2  = 'UTC'",
                "CUNIT2  = 'd'",
                "CRVAL2  = 0.0",
                "CRPIX2  = 1.0",
                "CDELT2  = 1.0",
                "MJDREF  = 60000.0",
                "CTYPE1  = 'SLIT'",
                "CDELT1  = 1.0")
            .bytes();
    assertThat(Parsed.of(Pieces.piece(file, Pieces.time(60010.0, 60011.9))).axes(0))
        .containsExactly(8L, 3L);
    assertThat(Pieces.prepare(new BytesFile(file), Pieces.time(50000, 50001))).isEmpty();
  }

  @Test
  void pixels_of_an_extension_cut_its_companions_and_leave_out_other_images() throws Exception {
    Parsed piece = Parsed.of(Pieces.piece(cube(), Pieces.pixels(1, 11, 20, 0, 0, 5, 500)));
    assertThat(piece.hdus())
        .extracting(Hdu::name)
        .containsExactly("", "DATA", "STAT", "DQ", "FIELDMAP");
    assertThat(piece.axes(1)).containsExactly(10L, 40L, 92L);
    assertThat(piece.axes(3)).containsExactly(10L, 40L, 92L);
    assertThat(piece.axes(4)).containsExactly(10L, 40L);
    assertThat(Pieces.prepare(new BytesFile(cube()), Pieces.pixels(1, 61, 70))).isEmpty();
    assertThatThrownBy(() -> Pieces.prepare(new BytesFile(cube()), Pieces.pixels(9, 1, 2)))
        .isInstanceOf(CutoutException.class)
        .hasMessageContaining("extension 9")
        .hasMessageContaining("HDU 1 (DATA)");
  }

  @Test
  void arrays_of_a_spectrum_are_cut_by_their_wavelengths() throws Exception {
    int count = 100;
    ByteBuffer row = ByteBuffer.allocate(2 * 4 * count);
    for (int i = 0; i < count; i++) {
      row.putFloat(500 + i);
    }
    for (int i = 0; i < count; i++) {
      row.putFloat(i);
    }
    byte[] file =
        new FitsBytes()
            .primary("WAVELMIN= 500.0", "WAVELMAX= 599.0")
            .table(
                1,
                row.array(),
                new String[] {"WAVE", "100E", "FLUX", "100E"},
                "TUNIT1  = 'nm'",
                "TUCD1   = 'em.wl'",
                "TDMIN1  = 500.0",
                "TDMAX1  = 599.0",
                "NELEM   = 100",
                "SPEC_VAL= 549.5",
                "SPEC_BW = 99.0",
                "VOCLASS = 'SPECTRUM V2.0'")
            .bytes();
    Parsed piece = Parsed.of(Pieces.piece(file, Pieces.band(519.6e-9, 524.4e-9)));
    assertThat(piece.hdu(1).header().text("TFORM1")).hasValue("5E");
    assertThat(piece.number(1, "NELEM")).isEqualTo(5);
    assertThat(piece.number(1, "TDMIN1")).isEqualTo(520);
    assertThat(piece.number(1, "TDMAX1")).isEqualTo(524);
    assertThat(piece.number(1, "SPEC_VAL")).isEqualTo(522);
    assertThat(piece.number(1, "SPEC_BW")).isEqualTo(4);
    assertThat(piece.number(0, "WAVELMIN")).isEqualTo(520);
    ByteBuffer data = ByteBuffer.wrap(piece.data(piece.hdu(1)));
    assertThat(data.getFloat(0)).isEqualTo(520);
    assertThat(data.getFloat(20)).isEqualTo(20);
    assertThat(Pieces.prepare(new BytesFile(file), Pieces.band(7e-7, 8e-7))).isEmpty();
  }

  @Test
  void rows_of_sources_are_chosen_by_position_and_copied() throws Exception {
    ByteBuffer rows = ByteBuffer.allocate(4 * 20);
    for (int i = 0; i < 4; i++) {
      rows.putInt(i).putDouble(359.998 + 0.001 * i).putDouble(-1);
    }
    byte[] file =
        new FitsBytes()
            .primary()
            .table(
                4,
                rows.array(),
                new String[] {"id", "J", "ra", "D", "dec", "D"},
                "TUNIT2  = 'deg'",
                "TUNIT3  = 'deg'")
            .bytes();
    Parsed piece = Parsed.of(Pieces.piece(file, Pieces.region(new Circle(0, -1, 0.0011))));
    assertThat(piece.number(1, "NAXIS2")).isEqualTo(3);
    assertThat(piece.data(piece.hdu(1))).isEqualTo(Arrays.copyOfRange(rows.array(), 20, 80));
    assertThat(Pieces.prepare(new BytesFile(file), Pieces.region(new Circle(9, 9, 1)))).isEmpty();
  }

  @Test
  void compressed_images_become_plain_unless_the_site_wants_them_otherwise() throws Exception {
    byte[] file =
        new FitsBytes().primary().gzipped(40, 32, FitsBytes.tan(5, 5, 20, 16, 1e-3)).bytes();
    CutoutRequest request = Pieces.region(new Circle(5, 5, 0.0032));
    Parsed plain = Parsed.of(Pieces.piece(file, request));
    assertThat(plain.hdu(1).kind()).isEqualTo(HduKind.IMAGE);
    assertThat(plain.axes(1)).containsExactly(7L, 7L);
    byte[] packed =
        Pieces.written(
            new FitsCutouts(true)
                .prepare(
                    Pieces.product("image", "a.fits"),
                    new BytesFile(file),
                    request,
                    new Cancellation())
                .orElseThrow());
    Parsed compressed = Parsed.of(packed);
    assertThat(compressed.hdu(1).kind()).isEqualTo(HduKind.COMPRESSED_IMAGE);
    assertThat(compressed.axes(1)).containsExactly(7L, 7L);
    for (Compression wanted : List.of(Compression.KEPT, Compression.NONE)) {
      CutoutRequest asked =
          new CutoutRequest(
              new Circle(5, 5, 0.0032),
              null,
              null,
              null,
              List.of(),
              List.of(),
              false,
              wanted,
              List.of());
      assertThat(Parsed.of(Pieces.piece(file, asked)).hdu(1).kind())
          .as("the request says %s, whatever the site has", wanted)
          .isEqualTo(wanted == Compression.KEPT ? HduKind.COMPRESSED_IMAGE : HduKind.IMAGE);
    }
    Parsed unpacked = Parsed.of(Pieces.piece(packed, Pieces.pixels(1, 2, 7, 0, 0)));
    assertThat(unpacked.pixel(unpacked.hdu(1), 1, 5)).isEqualTo(plain.pixel(plain.hdu(1), 2, 5));
  }

  @Test
  void nothing_but_what_is_sent_is_read() throws Exception {
    BytesFile file = new BytesFile(cube());
    Cutout cutout = Pieces.prepare(file, Pieces.band(4801.342e-10, 4801.342e-10)).orElseThrow();
    long headers = file.bytesRead();
    assertThat(headers).isLessThan(10 * 8 * 2880);
    Pieces.written(cutout);
    assertThat(file.bytesRead() - headers).isLessThan(cutout.length());
  }

  @Test
  void a_piece_tells_what_was_done() throws Exception {
    CutoutRequest request =
        new CutoutRequest(
            new Circle(150, 2, 3.2 * PIXEL),
            null,
            null,
            null,
            List.of(),
            List.of(),
            false,
            List.of("SODA cut-out by archive.example.org", "POS=CIRCLE 150 2 0.00032"));
    Cutout cutout = Pieces.prepare(new BytesFile(cube()), request).orElseThrow();
    Parsed piece = Parsed.of(Pieces.written(cutout));
    assertThat(piece.cards(0))
        .anyMatch(card -> card.startsWith("HISTORY SODA cut-out by archive.example.org"))
        .anyMatch(card -> card.startsWith("HISTORY POS=CIRCLE 150 2 0.00032"));
    assertThat(piece.cards(1))
        .anyMatch(card -> card.startsWith("HISTORY Cut: pixels [27:33,17:23,1:96] of"));
    assertThat(cutout.fileName())
        .matches("ADP\\.2026-11-23T10_00_00\\.000_cut_[0-9a-f]{10}\\.fits");
    assertThat(cutout.contentType()).isEqualTo("application/fits");
  }

  @Test
  void the_catalogue_says_which_axes_a_product_has() {
    FitsCutouts engine = new FitsCutouts(false);
    assertThat(engine.axes(Pieces.product("cube", "a.fits")))
        .containsExactlyInAnyOrder(CutoutAxis.SKY, CutoutAxis.BAND, CutoutAxis.PIXEL);
    assertThat(engine.axes(Pieces.product("spectrum", "a.fits"))).contains(CutoutAxis.BAND);
    assertThat(engine.axes(Pieces.product("image", "a.fits.Z"))).isEmpty();
  }

  @Test
  void a_cancelled_request_ends_the_writing() throws Exception {
    Cancellation cancellation = new Cancellation();
    Optional<Cutout> cutout =
        new FitsCutouts(false)
            .prepare(
                Pieces.product("cube", "a.fits"), new BytesFile(cube()), Pieces.ALL, cancellation);
    cancellation.cancel(Cancellation.Reason.CLIENT_GONE);
    assertThatThrownBy(() -> Pieces.written(cutout.orElseThrow()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Cancelled");
  }
}
