// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.products.fits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nasmyth.products.fits.SpectrumOutline.Quantity;
import org.nasmyth.testkit.MemoryFile;

@DisplayName("The reader of spectra to be drawn")
class SpectrumReaderTest {

  private static final Offset<Double> EXACT = within(1e-9);

  static final String[] NANOMETRES = {
    "CTYPE1  = 'WAVE    '",
    "CUNIT1  = 'nm      '",
    "CRPIX1  = 1",
    "CRVAL1  = 400",
    "CDELT1  = 0.5",
    "BUNIT   = 'adu     '"
  };

  private static SpectrumReading read(byte[] file, int stretches) throws IOException {
    return new SpectrumReader().read(new MemoryFile(file), stretches);
  }

  private static SpectrumOutline drawn(byte[] file, int stretches) throws IOException {
    SpectrumReading reading = read(file, stretches);
    assertThat(reading).isInstanceOf(SpectrumOutline.class);
    return (SpectrumOutline) reading;
  }

  private static String refused(byte[] file) throws IOException {
    SpectrumReading reading = read(file, 10);
    assertThat(reading).isInstanceOf(SpectrumReading.Refused.class);
    return ((SpectrumReading.Refused) reading).reason();
  }

  @Test
  @DisplayName("reads an image of one axis with the wavelengths of its header, in their unit")
  void image() throws IOException {
    byte[] file =
        new MadeFits()
            .primary(-32, MadeFits.floats(5, i -> i * i), List.of(5L), NANOMETRES)
            .bytes();
    SpectrumOutline outline = drawn(file, 100);
    assertThat(outline.waves()).containsExactly(new double[] {400, 400.5, 401, 401.5, 402}, EXACT);
    assertThat(outline.lows()).containsExactly(0, 1, 4, 9, 16);
    assertThat(outline.highs()).containsExactly(0, 1, 4, 9, 16);
    assertThat(outline.wave()).isEqualTo(new Quantity("Wavelength", "nm"));
    assertThat(outline.flux()).isEqualTo(new Quantity("Flux", "adu"));
  }

  @Test
  @DisplayName("keeps the lowest and the highest flux of each stretch, and no more")
  void stretches() throws IOException {
    byte[] file =
        new MadeFits()
            .primary(
                -64,
                MadeFits.doubles(100_000, i -> i == 70_001 ? 7 : -1),
                List.of(100_000L),
                NANOMETRES)
            .bytes();
    SpectrumOutline outline = drawn(file, 10);
    assertThat(outline.waves()).hasSize(10);
    assertThat(outline.waves()[0]).isCloseTo(400 + 0.5 * 9_999 / 2, EXACT);
    assertThat(outline.lows()).containsOnly(-1);
    assertThat(outline.highs()).containsExactly(-1, -1, -1, -1, -1, -1, -1, 7, -1, -1);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "'CTYPE1  = ''AWAV-LOG'',CUNIT1  = ''Angstrom'',CRPIX1  = 1,CRVAL1  = 4000,CDELT1  = 40',"
        + " Wavelength in air, Angstrom, 4000, 4040.2006677",
    "'CTYPE1  = ''LINEAR'',DC-FLAG = 1,CRPIX1  = 1,CRVAL1  = 3.5,CDELT1  = 0.1',"
        + " Wavelength, nm, 316.2277660, 398.1071706",
    "'CTYPE1  = ''FREQ'',CUNIT1  = ''Hz'',CRPIX1  = 1,CRVAL1  = 3.45E11,CDELT1  = 1E9',"
        + " Frequency, GHz, 345, 346",
    "'CTYPE1  = ''VRAD'',CUNIT1  = ''m/s'',CRPIX1  = 1,CRVAL1  = -20000,CDELT1  = 1000',"
        + " Radio velocity, km/s, -20, -19",
    "'CTYPE1  = ''WAVE'',CUNIT1  = ''m'',CRPIX1  = 1,CRVAL1  = 2.0E-5,CDELT1  = 1E-6',"
        + " Wavelength, µm, 20, 21",
    "'OBJECT  = ''nothing said''', Element, '', 1, 2",
    "'CTYPE1  = ''WAVE-XYZ'',CRVAL1  = 5,CDELT1  = 1', Element, '', 1, 2"
  })
  @DisplayName("tells what the axis counts, in a unit that people read")
  void axes(String cards, String name, String unit, double first, double second)
      throws IOException {
    byte[] file =
        new MadeFits()
            .primary(-32, MadeFits.floats(3, i -> i), List.of(3L), cards.split(","))
            .bytes();
    SpectrumOutline outline = drawn(file, 10);
    assertThat(outline.wave()).isEqualTo(new Quantity(name, unit));
    assertThat(outline.waves()[0]).isCloseTo(first, within(1e-6));
    assertThat(outline.waves()[1]).isCloseTo(second, within(1e-6));
  }

  @Test
  @DisplayName("looks wavelengths up in a table where the header says so (WAVE-TAB)")
  void lookedUp() throws IOException {
    byte[] file =
        new MadeFits()
            .primary(
                -32,
                MadeFits.floats(3, i -> i),
                List.of(3L),
                "CTYPE1  = 'WAVE-TAB'",
                "CUNIT1  = 'nm      '",
                "CRPIX1  = 1",
                "CRVAL1  = 1",
                "CDELT1  = 1",
                "PS1_0   = 'COORDS  '",
                "PS1_1   = 'WAVES   '")
            .table(
                24,
                1,
                0,
                MadeFits.doubles(3, i -> 500 + 10 * i * i),
                "TFIELDS = 1",
                "TTYPE1  = 'WAVES'",
                "TFORM1  = '3D'",
                "TDIM1   = '(1,3)'",
                "EXTNAME = 'COORDS'")
            .bytes();
    assertThat(drawn(file, 10).waves()).containsExactly(new double[] {500, 510, 540}, EXACT);
  }

  @Test
  @DisplayName("scales stored numbers and leaves blank ones out")
  void scaled() throws IOException {
    byte[] file =
        new MadeFits()
            .primary(
                16,
                MadeFits.shorts(1, -32768, 3),
                List.of(3L),
                "BSCALE  = 0.5",
                "BZERO   = 10",
                "BLANK   = -32768")
            .bytes();
    SpectrumOutline outline = drawn(file, 3);
    assertThat(outline.lows()[0]).isEqualTo(10.5);
    assertThat(outline.lows()[1]).isInfinite();
    assertThat(outline.highs()[2]).isEqualTo(11.5);
  }

  @ParameterizedTest
  @CsvSource({"'1,1,4', 3", "'4,1', 1", "'1,4,1,1', 2"})
  @DisplayName("takes axes of a single element as none")
  void degenerate(String lengths, int axis) throws IOException {
    List<Long> axes = Arrays.stream(lengths.split(",")).map(Long::valueOf).toList();
    byte[] file =
        new MadeFits()
            .primary(
                -32,
                MadeFits.floats(4, i -> i),
                axes,
                "CTYPE%d  = 'AWAV    '".formatted(axis),
                "CUNIT%d  = 'Angstrom'".formatted(axis),
                "CRPIX%d  = 1".formatted(axis),
                "CRVAL%d  = 5000".formatted(axis),
                "CDELT%d  = 2".formatted(axis))
            .bytes();
    SpectrumOutline outline = drawn(file, 10);
    assertThat(outline.wave()).isEqualTo(new Quantity("Wavelength in air", "Angstrom"));
    assertThat(outline.waves()).containsExactly(new double[] {5000, 5002, 5004, 5006}, EXACT);
    assertThat(outline.highs()).containsExactly(0, 1, 2, 3);
  }

  @Test
  @DisplayName("says of arrays of several spectra that it draws none of them")
  void severalInAnArray() throws IOException {
    byte[] file =
        new MadeFits()
            .primary(-32, MadeFits.floats(6, i -> i), List.of(3L, 2L), NANOMETRES)
            .bytes();
    assertThat(refused(file)).contains("HDU 0 is an array of 3 × 2 elements");
    byte[] rows =
        new MadeFits()
            .empty()
            .table(
                16,
                2,
                0,
                MadeFits.floats(8, i -> i),
                "TFIELDS = 2",
                "TTYPE1  = 'WAVE'",
                "TFORM1  = '2E'",
                "TTYPE2  = 'FLUX'",
                "TFORM2  = '2E'")
            .bytes();
    assertThat(refused(rows)).contains("HDU 1 holds 2 spectra, one in each row");
  }

  @Test
  @DisplayName("prefers a spectrum with wavelengths to one without")
  void calibratedFirst() throws IOException {
    byte[] file =
        new MadeFits()
            .primary(-32, MadeFits.floats(3, i -> 1), List.of(3L))
            .image(-32, MadeFits.floats(3, i -> 2), List.of(3L), NANOMETRES)
            .bytes();
    assertThat(drawn(file, 3).lows()).containsOnly(2);
  }

  static MadeFits phase3() {
    byte[] row = new byte[36];
    ByteBuffer.wrap(row).put(MadeFits.doubles(3, i -> 300 + i)).put(MadeFits.floats(3, i -> 5 - i));
    return new MadeFits()
        .empty()
        .table(
            36,
            1,
            0,
            row,
            "TFIELDS = 2",
            "TTYPE1  = 'WAVE'",
            "TFORM1  = '3D'",
            "TUNIT1  = 'nm'",
            "TUCD1   = 'em.wl;obs.atmos'",
            "TTYPE2  = 'FLUX'",
            "TFORM2  = '3E'",
            "TUNIT2  = 'erg s**(-1)'");
  }

  @Test
  @DisplayName("reads the one-row table of ESO's science data products, also gzipped")
  void phase3Table() throws IOException {
    for (byte[] file : List.of(phase3().bytes(), phase3().gzipped())) {
      SpectrumOutline outline = drawn(file, 10);
      assertThat(outline.waves()).containsExactly(300, 301, 302);
      assertThat(outline.lows()).containsExactly(5, 4, 3);
      assertThat(outline.wave()).isEqualTo(new Quantity("Wavelength in air", "nm"));
      assertThat(outline.flux()).isEqualTo(new Quantity("Flux", "erg s**(-1)"));
    }
  }

  @Test
  @DisplayName("reads tables with an element in each row")
  void rows() throws IOException {
    byte[] file =
        new MadeFits()
            .empty()
            .table(
                8,
                3,
                0,
                MadeFits.floats(6, i -> i % 2 == 0 ? i / 2.0 + 3 : 100 - i),
                "TFIELDS = 2",
                "TTYPE1  = 'loglam'",
                "TFORM1  = 'E'",
                "TTYPE2  = 'flux'",
                "TFORM2  = 'E'")
            .bytes();
    SpectrumOutline outline = drawn(file, 10);
    assertThat(outline.waves()).containsExactly(1000, 10_000, 100_000);
    assertThat(outline.wave()).isEqualTo(new Quantity("Wavelength", "Angstrom"));
    assertThat(outline.highs()).containsExactly(99, 97, 95);
  }

  @Test
  @DisplayName("decodes a spectrum that is compressed in tiles")
  void tiles() throws IOException {
    byte[] tile1 = gzip(MadeFits.floats(4, i -> i));
    byte[] tile2 = gzip(MadeFits.floats(2, i -> 10 + i));
    ByteBuffer data = ByteBuffer.allocate(16 + tile1.length + tile2.length);
    data.putInt(tile1.length).putInt(0).putInt(tile2.length).putInt(tile1.length);
    data.put(tile1).put(tile2);
    byte[] file =
        new MadeFits()
            .empty()
            .table(
                8,
                2,
                tile1.length + tile2.length,
                data.array(),
                "TFIELDS = 1",
                "TTYPE1  = 'COMPRESSED_DATA'",
                "TFORM1  = '1PB(%d)'".formatted(Math.max(tile1.length, tile2.length)),
                "ZIMAGE  =                    T",
                "ZCMPTYPE= 'GZIP_1'",
                "ZBITPIX = -32",
                "ZNAXIS  = 1",
                "ZNAXIS1 = 6",
                "ZTILE1  = 4",
                "CTYPE1  = 'WAVE'",
                "CUNIT1  = 'nm'",
                "CRPIX1  = 1",
                "CRVAL1  = 400",
                "CDELT1  = 1")
            .bytes();
    SpectrumOutline outline = drawn(file, 10);
    assertThat(outline.highs()).containsExactly(0, 1, 2, 3, 10, 11);
    assertThat(outline.waves()[5]).isCloseTo(405, EXACT);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  @Test
  @DisplayName("says what is wrong with a file that ends too early, is too large, or no spectrum")
  void refusals() throws IOException {
    byte[] whole = phase3().bytes();
    assertThat(refused(Arrays.copyOf(whole, whole.length - 2880))).contains("truncated", "HDU 1");
    assertThat(refused(new MadeFits().empty().bytes())).contains("no spectrum");
    assertThat(refused(new byte[5000])).contains("Not a FITS file").doesNotContain("[");
    byte[] large = new MadeFits().primary(-32, new byte[0], List.of(5_000_000L)).bytes();
    assertThat(refused(large)).contains("HDU 0 has 5000000 elements");
    byte[] blank =
        new MadeFits().primary(-32, MadeFits.floats(9, i -> Double.NaN), List.of(9L)).bytes();
    assertThat(refused(blank)).contains("hardly a number");
  }

  @Test
  @DisplayName("unpacks no more than the beginning of a large packed file")
  void bomb() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(new MadeFits().primary(8, new byte[0], List.of(40_000_000L, 2L)).bytes());
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 80; i++) {
        out.write(zeros);
      }
      out.write(phase3().bytes());
    }
    assertThat(refused(packed.toByteArray())).contains("40000000 × 2 elements");
    ByteArrayOutputStream behind = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(behind)) {
      out.write(new MadeFits().empty().bytes());
      out.write(
          new MadeFits()
              .table(
                  70_000_000,
                  1,
                  0,
                  new byte[0],
                  "TFIELDS = 3",
                  "TTYPE1  = 'JUNK'",
                  "TFORM1  = '69999984B'",
                  "TTYPE2  = 'WAVE'",
                  "TFORM2  = '2E'",
                  "TTYPE3  = 'FLUX'",
                  "TFORM3  = '2E'")
              .bytes());
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 70; i++) {
        out.write(zeros);
      }
    }
    assertThat(refused(behind.toByteArray())).contains("behind the first 64 megabytes");
  }
}
