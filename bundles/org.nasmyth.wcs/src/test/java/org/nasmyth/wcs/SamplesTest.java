// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.nasmyth.wcs.region.Footprint;
import org.nasmyth.wcs.region.PixelBox;
import org.nasmyth.wcs.region.RegionSearch;
import org.nasmyth.wcs.region.SkyCircle;

/** Headers of real files, where the samples are at hand. */
class SamplesTest {
  private static final int CARD = 80;
  private static final int BLOCK = 2880;

  private static Path samples() {
    Path folder = Path.of(System.getProperty("user.dir")).toAbsolutePath();
    while (folder != null
        && !(Files.exists(folder.resolve("nasmyth")) && Files.exists(folder.resolve(".git")))) {
      folder = folder.getParent();
    }
    for (Path at = folder; at != null; at = at.getParent()) {
      Path samples = at.resolveSibling("shared").resolve("fits-samples");
      if (Files.isDirectory(samples)) {
        return samples;
      }
    }
    System.out.println("Skipped: there is no folder shared/fits-samples beside the checkout.");
    Assumptions.abort("no sample files");
    return Path.of("");
  }

  /** The headers of all HDUs of a file. */
  private static List<Map<String, String>> headers(Path file) throws IOException {
    List<Map<String, String>> headers = new ArrayList<>();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      while (true) {
        Map<String, String> header = new HashMap<>();
        boolean ended = false;
        byte[] block = new byte[BLOCK];
        while (!ended) {
          in.readFully(block);
          for (int at = 0; at < BLOCK && !ended; at += CARD) {
            ended = read(new String(block, at, CARD, StandardCharsets.ISO_8859_1), header);
          }
        }
        headers.add(header);
        skip(in, dataLength(header));
      }
    } catch (EOFException e) {
      return headers;
    }
  }

  private static boolean read(String card, Map<String, String> header) {
    String keyword = card.substring(0, 8).strip();
    if (card.startsWith("= ", 8)) {
      String value = card.substring(10).strip();
      if (value.startsWith("'")) {
        int end = value.indexOf('\'', 1);
        value = end < 0 ? value.substring(1) : value.substring(1, end);
      } else if (value.contains("/")) {
        value = value.substring(0, value.indexOf('/'));
      }
      header.putIfAbsent(keyword, value.stripTrailing().strip());
    }
    return keyword.equals("END");
  }

  private static long dataLength(Map<String, String> header) {
    long length = Math.abs(Long.parseLong(header.getOrDefault("BITPIX", "8"))) / 8;
    int axes = Integer.parseInt(header.getOrDefault("NAXIS", "0"));
    for (int j = 1; j <= axes; j++) {
      length *= Long.parseLong(header.get("NAXIS" + j));
    }
    long all = axes == 0 ? 0 : length + Long.parseLong(header.getOrDefault("PCOUNT", "0"));
    return (all + BLOCK - 1) / BLOCK * BLOCK;
  }

  private static void skip(InputStream in, long length) throws IOException {
    in.skipNBytes(length);
  }

  private static Map<String, String> header(String file, int hdu) throws IOException {
    return headers(samples().resolve(file)).get(hdu);
  }

  @Test
  void every_image_is_read_and_found_again_by_its_own_place() throws IOException {
    int found = 0;
    try (Stream<Path> files = Files.list(samples())) {
      for (Path file : files.filter(path -> path.toString().endsWith(".fits")).sorted().toList()) {
        for (Map<String, String> header : headers(file)) {
          if (!"IMAGE".equals(header.getOrDefault("XTENSION", "IMAGE"))
              || !header.containsKey("CTYPE1")) {
            continue;
          }
          Optional<SkyPlane> sky = Wcs.read(Cards.of(header)).sky();
          if (sky.isPresent() && sky.get().width() > 1) {
            requireOwnPlace(file, sky.get());
            found++;
          }
        }
      }
    }
    assertThat(found).isGreaterThan(8);
  }

  private static void requireOwnPlace(Path file, SkyPlane plane) {
    double p = Math.ceil(plane.width() / 2.0);
    double q = Math.ceil(plane.height() / 3.0);
    double[] longitude = new double[1];
    double[] latitude = new double[1];
    plane.pixelToSky(new double[] {p}, new double[] {q}, longitude, latitude);
    if (Double.isNaN(longitude[0])) {
      assertThat(Footprint.of(plane, 2)).as(file.toString()).isPresent();
      return;
    }
    double[] p2 = new double[1];
    double[] q2 = new double[1];
    plane.skyToPixel(longitude, latitude, p2, q2);
    assertThat(p2[0]).as(file.toString()).isCloseTo(p, within(1e-6));
    assertThat(q2[0]).as(file.toString()).isCloseTo(q, within(1e-6));
    PixelBox box =
        RegionSearch.box(plane, new SkyCircle(longitude[0], latitude[0], 1e-12)).orElseThrow();
    assertThat(box.first()).as(file.toString()).isEqualTo(new PixelRange((long) p, (long) p));
    assertThat(box.second()).as(file.toString()).isEqualTo(new PixelRange((long) q, (long) q));
  }

  @Test
  void a_muse_cube_has_wavelengths_in_air() throws IOException {
    Wcs wcs = Wcs.read(Cards.of(header("musevlt_mpdaf__subcub_mosaic.fits", 1)));
    SpectralAxis axis = wcs.spectral().orElseThrow();
    assertThat(axis.inAir()).isTrue();
    assertThat(axis.pixelAxis()).isEqualTo(3);
    // [O III] 5008.24 in vacuum is 5006.84 in air: (5006.84 - 4750) / 1.25 + 1 = 206.5.
    assertThat(axis.pixels(5008.0e-10, 5008.5e-10)).hasValue(new PixelRange(206, 207));
  }

  @Test
  void an_older_muse_cube_is_linear_in_angstroms() throws IOException {
    SpectralAxis axis =
        Wcs.read(Cards.of(header("musevlt_mpdaf__CUBE.fits", 1))).spectral().orElseThrow();
    assertThat(axis.pixels(7305e-10, 7305e-10)).hasValue(new PixelRange(5, 5));
  }

  @Test
  void a_logarithmic_spectrum_of_iraf_has_its_band() throws IOException {
    SpectralAxis axis =
        Wcs.read(Cards.of(header("linetools_linetools__UM184_nF.fits", 0)))
            .spectral()
            .orElseThrow();
    double[] coverage = axis.coverage().orElseThrow();
    assertThat(coverage[0])
        .isCloseTo(Math.pow(10, 3.48320848395 - 0.5 * 3.18703100992e-05) * 1e-10, within(1e-18));
    assertThat(axis.pixels(5000e-10, 5001e-10).orElseThrow().length()).isBetween(2L, 5L);
  }

  @Test
  void a_rotated_car_map_is_searched_about_its_point_of_reference() throws IOException {
    SkyPlane plane =
        Wcs.read(Cards.of(header("cds-astro_wcs-rs__panstarrs-rotated-around-orion.fits", 0)))
            .sky()
            .orElseThrow();
    PixelBox box = RegionSearch.box(plane, new SkyCircle(83.82, -5.39, 1.0)).orElseThrow();
    assertThat(box.first().first() + box.first().last()).isBetween(1199L, 1201L);
    assertThat(box.first().length()).isBetween(20L, 22L);
    assertThat(box.second().length()).isBetween(20L, 22L);
    assertThat(RegionSearch.box(plane, new SkyCircle(263.82, 5.39, 20.0))).isEmpty();
  }

  @Test
  void a_radio_cube_without_a_rest_frequency_has_velocities_only() throws IOException {
    Wcs wcs = Wcs.read(Cards.of(header("radio-astro-tools_spectral-cube__example_cube.fits", 0)));
    assertThat(wcs.spectral().orElseThrow().quantity()).isEqualTo("VRAD");
    assertThat(wcs.polarisation()).isEmpty();
  }
}
