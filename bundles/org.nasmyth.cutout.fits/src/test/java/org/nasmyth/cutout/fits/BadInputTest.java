// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nasmyth.api.cutout.Cutout;
import org.nasmyth.api.cutout.CutoutAxis;
import org.nasmyth.api.cutout.CutoutException;
import org.nasmyth.api.cutout.CutoutException.Kind;
import org.nasmyth.api.cutout.CutoutRequest;
import org.nasmyth.sphere.Circle;

/** Files and requests that are wrong: each is told what it is and what to do. */
class BadInputTest {

  private static final CutoutRequest SOMEWHERE = Pieces.region(new Circle(10, 0, 0.005));

  private static CutoutException refused(byte[] file, CutoutRequest request) {
    return catchThrowableOfType(
        CutoutException.class, () -> Pieces.prepare(new BytesFile(file), request));
  }

  private static byte[] image(String... cards) {
    return new FitsBytes().image(-32, new long[] {50, 40}, cards).bytes();
  }

  private static byte[] tan(String... more) {
    return image(FitsBytes.tan(10, 0, 25, 20, 1e-3, more));
  }

  @Test
  void a_file_without_coordinates_cannot_be_cut_by_position() {
    CutoutException problem = refused(image(), SOMEWHERE);
    assertThat(problem.kind()).isEqualTo(Kind.USAGE);
    assertThat(problem).hasMessageContaining("no celestial coordinates");
    assertThat(problem.axis()).contains(CutoutAxis.SKY);
  }

  @Test
  void an_axis_that_is_missing_is_named() {
    assertThat(refused(tan(), Pieces.band(4e-7, 5e-7)).axis()).contains(CutoutAxis.BAND);
    assertThat(refused(tan(), Pieces.time(60000, 60001)).axis()).contains(CutoutAxis.TIME);
    assertThat(refused(tan(), Pieces.states("I")).axis()).contains(CutoutAxis.POLARIZATION);
  }

  @Test
  void singular_coordinates_are_told_by_keyword() {
    byte[] file =
        image(
            "CTYPE1  = 'RA---TAN'",
            "CTYPE2  = 'DEC--TAN'",
            "CD1_1   = 0.001",
            "CD1_2   = 0.001",
            "CD2_1   = 0.001",
            "CD2_2   = 0.001");
    CutoutException problem = refused(file, SOMEWHERE);
    assertThat(problem.kind()).isEqualTo(Kind.BAD_FILE);
    assertThat(problem).hasMessageContaining("singular").hasMessageContaining("HDU 0");
  }

  @Test
  void an_extension_with_faulty_coordinates_is_not_passed_on_whole() {
    byte[] file =
        new FitsBytes()
            .primary()
            .image(-32, new long[] {50, 40}, FitsBytes.tan(10, 0, 25, 20, 1e-3))
            .image(-32, new long[] {30, 30}, "CTYPE1  = 'RA---TAN'", "CTYPE2  = 'GLAT-TAN'")
            .bytes();
    assertThat(refused(file, SOMEWHERE)).hasMessageContaining("HDU 2");
  }

  @Test
  void a_missing_axis_length_is_told() {
    byte[] file = tan();
    int at = new String(file, StandardCharsets.ISO_8859_1).indexOf("NAXIS2  =");
    System.arraycopy("COMMENT  ".getBytes(StandardCharsets.ISO_8859_1), 0, file, at, 9);
    CutoutException problem = refused(file, SOMEWHERE);
    assertThat(problem.kind()).isEqualTo(Kind.BAD_FILE);
    assertThat(problem).hasMessageContaining("NAXIS2 is missing");
  }

  @Test
  void a_truncated_file_is_told() {
    byte[] file = tan();
    CutoutException problem = refused(Arrays.copyOf(file, 2880 + 1000), SOMEWHERE);
    assertThat(problem.kind()).isEqualTo(Kind.BAD_FILE);
    assertThat(problem).hasMessageContaining("truncated");
  }

  @Test
  void something_else_than_fits_is_told() {
    assertThat(refused("hello, world".repeat(400).getBytes(StandardCharsets.UTF_8), Pieces.ALL))
        .hasMessageContaining("Not a FITS file");
    byte[] packed = new byte[5000];
    packed[0] = 0x1f;
    packed[1] = (byte) 0x8b;
    assertThat(refused(packed, Pieces.ALL)).hasMessageContaining("packed as a whole");
  }

  @Test
  void a_file_that_changes_meanwhile_is_never_sent_whole() throws Exception {
    BytesFile file = new BytesFile(tan());
    Cutout cutout = Pieces.prepare(file, SOMEWHERE).orElseThrow();
    file.change();
    assertThatThrownBy(() -> Pieces.written(cutout))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("changed while it was read");
  }

  @Test
  void a_band_in_another_unit_is_recognised() {
    byte[] file =
        image(
            "CTYPE1  = 'WAVE'",
            "CUNIT1  = 'nm'",
            "CRVAL1  = 500.0",
            "CDELT1  = 1.0",
            "CRPIX1  = 1.0");
    CutoutException angstroms = refused(file, Pieces.band(5000, 5100));
    assertThat(angstroms.kind()).isEqualTo(Kind.USAGE);
    assertThat(angstroms).hasMessageContaining("Ångström").hasMessageContaining("5.0E-7 5.1E-7");
    assertThat(refused(file, Pieces.band(500, 510))).hasMessageContaining("nanometres");
    assertThat(refused(file, Pieces.band(-1, 0))).hasMessageContaining("above 0");
  }

  @Test
  void velocities_of_no_line_are_no_wavelengths() {
    byte[] file = image("CTYPE1  = 'VRAD'", "CUNIT1  = 'km/s'", "CRVAL1  = 5.0", "CDELT1  = 1.0");
    CutoutException problem = refused(file, Pieces.band(4e-7, 5e-7));
    assertThat(problem.kind()).isEqualTo(Kind.USAGE);
    assertThat(problem).hasMessageContaining("RESTFRQ");
  }

  @Test
  void wavelengths_out_of_order_are_told() {
    ByteBuffer row = ByteBuffer.allocate(16);
    row.putFloat(500).putFloat(502).putFloat(501).putFloat(503);
    byte[] file =
        new FitsBytes()
            .primary()
            .table(1, row.array(), new String[] {"WAVE", "4E"}, "TUNIT1  = 'nm'")
            .bytes();
    assertThat(refused(file, Pieces.band(5e-7, 6e-7)))
        .hasMessageContaining("element 2 is 502.0, element 3 is 501.0");
  }

  @Test
  void arrays_of_another_length_than_the_header_tells_are_told() {
    byte[] file =
        new FitsBytes()
            .primary()
            .table(
                1,
                ByteBuffer.allocate(16)
                    .putFloat(500)
                    .putFloat(501)
                    .putFloat(502)
                    .putFloat(503)
                    .array(),
                new String[] {"WAVE", "4E"},
                "TUNIT1  = 'nm'",
                "NELEM   = 9")
            .bytes();
    assertThat(refused(file, Pieces.band(5e-7, 6e-7))).hasMessageContaining("NELEM tells of 9");
  }

  @Test
  void a_mask_needs_a_value_for_blank_pixels() throws Exception {
    CutoutRequest masked =
        new CutoutRequest(
            new Circle(10, 0, 0.0052), null, null, null, List.of(), List.of(), true, List.of());
    byte[] whole =
        new FitsBytes().image(16, new long[] {50, 40}, FitsBytes.tan(10, 0, 25, 20, 1e-3)).bytes();
    assertThat(refused(whole, masked)).hasMessageContaining("BLANK");
    Parsed piece = Parsed.of(Pieces.piece(tan(), masked));
    assertThat(piece.axes(0)).containsExactly(11L, 11L);
    assertThat(ByteBuffer.wrap(piece.pixel(piece.hdu(0), 1, 1)).getFloat()).isNaN();
    Parsed source = Parsed.of(tan());
    assertThat(piece.pixel(piece.hdu(0), 6, 1)).isEqualTo(source.pixel(source.hdu(0), 25, 15));
    assertThat(piece.pixel(piece.hdu(0), 6, 6)).isEqualTo(source.pixel(source.hdu(0), 25, 20));
  }
}
