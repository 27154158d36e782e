// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.soda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nasmyth.it.server.Answer;
import org.nasmyth.it.server.RunningServer;
import org.nasmyth.it.server.SharedServer;
import org.nasmyth.it.server.SodaClient;
import org.nasmyth.it.server.SodaClient.Dataset;

/**
 * Cut-outs of products whose files are broken. Broken files stand in for those of two products of
 * the sample, which are put back afterwards.
 */
@ExtendWith(SharedServer.class)
class BrokenProductsIT {

  private static final String IMAGE = "o.dataproduct_type = 'image'";
  private static final String CUBE = "o.dataproduct_type = 'cube' AND o.instrument_name = 'MUSE'";
  private static final int BLOCK = 2880;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final SodaClient soda;
  private final RunningServer server;
  private final Dataset image;
  private final Dataset cube;
  private final List<Path> replaced = new ArrayList<>();

  BrokenProductsIT(RunningServer server) throws IOException {
    this.server = server;
    soda = SodaClient.of(server);
    image = soda.dataset(IMAGE);
    cube = soda.dataset(CUBE);
  }

  @BeforeEach
  void keepTheFiles() throws IOException {
    for (Dataset dataset : List.of(image, cube)) {
      Path file = file(dataset);
      Files.move(file, kept(file));
      replaced.add(file);
    }
  }

  @AfterEach
  void putThemBack() throws IOException {
    for (Path file : replaced) {
      Files.move(kept(file), file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static Path kept(Path file) {
    return file.resolveSibling(file.getFileName() + ".kept");
  }

  private Path file(Dataset dataset) throws IOException {
    String path =
        server
            .tap("tap_obs")
            .csv("SELECT file_path FROM archive.files WHERE file_id = '" + dataset.id() + "'")
            .text()
            .lines()
            .skip(1)
            .findFirst()
            .orElseThrow();
    return server.home().resolve("data/files").resolve(path.strip());
  }

  private static byte[] fits(long[] axes, String... cards) {
    List<String> all = new ArrayList<>();
    all.add("SIMPLE  =                    T");
    all.add("BITPIX  =                  -32");
    all.add("NAXIS   = %20d".formatted(axes.length));
    long pixels = 1;
    for (int i = 0; i < axes.length; i++) {
      if (axes[i] > 0) {
        all.add("NAXIS%-3d= %20d".formatted(i + 1, axes[i]));
        pixels *= axes[i];
      }
    }
    all.addAll(List.of(cards));
    all.add("END");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    all.forEach(
        card -> bytes.writeBytes("%-80s".formatted(card).getBytes(StandardCharsets.US_ASCII)));
    bytes.writeBytes(" ".repeat(BLOCK - bytes.size() % BLOCK).getBytes(StandardCharsets.US_ASCII));
    bytes.writeBytes(new byte[(int) ((4 * pixels + BLOCK - 1) / BLOCK * BLOCK)]);
    return bytes.toByteArray();
  }

  /** A sky of 0.36 arcseconds a pixel about the dataset. */
  private static String[] sky(Dataset dataset, String... more) {
    List<String> cards =
        new ArrayList<>(
            List.of(
                "CTYPE1  = 'RA---TAN'",
                "CTYPE2  = 'DEC--TAN'",
                "CRVAL1  = " + dataset.ra(),
                "CRVAL2  = " + dataset.dec(),
                "CRPIX1  = 20.0",
                "CRPIX2  = 20.0",
                "CDELT1  = -1.0E-4",
                "CDELT2  = 1.0E-4"));
    cards.addAll(List.of(more));
    return cards.toArray(String[]::new);
  }

  private Answer cutOf(Dataset dataset, byte[] file) throws IOException {
    Files.write(file(dataset), file);
    return soda.cut("ID", dataset.id(), "CIRCLE", dataset.circle("0.0005"));
  }

  private static void assertError(Answer answer, int status, String text) {
    assertThat(answer.text()).isEqualTo(text + "\n");
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Content-Type").orElse("")).startsWith("text/plain");
  }

  @Test
  void sound_file_is_cut() throws IOException {
    Answer answer = cutOf(image, fits(new long[] {40, 40}, sky(image)));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
  }

  @Test
  void file_without_coordinates_cannot_be_cut_by_position() throws IOException {
    assertError(
        cutOf(image, fits(new long[] {40, 40})),
        400,
        "UsageError: This file has no positions on the sky (no celestial coordinates in an image,"
            + " no table with right ascensions and declinations). CIRCLE cannot be used.");
    Answer byPixels = soda.cut("ID", image.id(), "SUB", "[0][1:10,1:10]");
    assertThat(byPixels.status()).as(byPixels.toString()).isEqualTo(200);
  }

  @Test
  void singular_coordinates_are_told_by_their_cards() throws IOException {
    String[] cards = {
      "CTYPE1  = 'RA---TAN'",
      "CTYPE2  = 'DEC--TAN'",
      "CD1_1   = 0.001",
      "CD1_2   = 0.001",
      "CD2_1   = 0.001",
      "CD2_2   = 0.001"
    };
    Answer answer = cutOf(image, fits(new long[] {40, 40}, cards));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(500);
    assertThat(answer.text())
        .startsWith("Error: The coordinates of HDU 0 cannot be used: ")
        .contains("singular")
        .endsWith("Ask for pixels (SUB) or for the whole file.\n");
  }

  @Test
  void coordinates_that_contradict_each_other_are_told() throws IOException {
    Answer answer =
        cutOf(image, fits(new long[] {40, 40}, "CTYPE1  = 'RA---TAN'", "CTYPE2  = 'GLAT-TAN'"));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(500);
    assertThat(answer.text())
        .startsWith("Error: The coordinates of HDU 0 cannot be used: ")
        .contains("CTYPE");
  }

  @Test
  void coordinates_that_lie_about_the_place_have_nothing_there() throws IOException {
    String[] cards = sky(image);
    cards[2] = "CRVAL1  = " + (Double.parseDouble(image.ra()) + 90) % 360;
    Answer answer = cutOf(image, fits(new long[] {40, 40}, cards));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
  }

  @Test
  void truncated_data_are_told() throws IOException {
    byte[] whole = fits(new long[] {40, 40}, sky(image));
    Answer answer = cutOf(image, Arrays.copyOf(whole, BLOCK + 100));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(500);
    assertThat(answer.text())
        .startsWith("Error: The file cannot be cut: The file is truncated: it has 2980 bytes")
        .contains(image.id());
  }

  @Test
  void cube_without_its_third_length_is_told() throws IOException {
    Answer answer = cutOf(cube, fits(new long[] {40, 40, 0}, sky(cube)));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(500);
    assertThat(answer.text())
        .startsWith("Error: The file cannot be cut: NAXIS3 is missing, though NAXIS is 3.");
  }

  @Test
  void something_else_than_fits_is_told() throws IOException {
    Answer answer =
        cutOf(image, "This is no FITS file.".repeat(300).getBytes(StandardCharsets.UTF_8));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(500);
    assertThat(answer.text()).startsWith("Error: The file cannot be cut: Not a FITS file");
  }

  @Test
  void velocities_of_no_line_are_no_wavelengths() throws IOException {
    String[] cards =
        sky(cube, "CTYPE3  = 'VRAD'", "CUNIT3  = 'km/s'", "CRVAL3  = 5.0", "CDELT3  = 1.0");
    Files.write(file(cube), fits(new long[] {40, 40, 5}, cards));
    Answer answer = soda.cut("ID", cube.id(), "BAND", "6.5e-7 6.6e-7");
    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.text())
        .startsWith("UsageError: The coordinates of HDU 0 cannot be used: CTYPE3 = 'VRAD' counts")
        .contains("neither RESTFRQ nor RESTWAV");
  }

  @Test
  void band_in_another_unit_is_recognised() throws IOException {
    String[] cards =
        sky(cube, "CTYPE3  = 'WAVE'", "CUNIT3  = 'nm'", "CRVAL3  = 500.0", "CDELT3  = 1.0");
    Files.write(file(cube), fits(new long[] {40, 40, 5}, cards));
    assertError(
        soda.cut("ID", cube.id(), "BAND", "5010 5020"),
        400,
        "UsageError: BAND is in metres; 5010.0 to 5020.0 looks like Ångström. This file covers"
            + " 5.00500e-07 to 5.05500e-07; ask for BAND=5.01E-7 5.02E-7.");
  }

  @Test
  void file_that_changes_while_it_is_read_is_never_sent_whole() throws IOException {
    Path file = file(image);
    byte[] large = fits(new long[] {4096, 4096}, sky(image));
    Files.write(file, large);
    URI base = server.base();
    String query =
        "ID=" + URLEncoder.encode(image.id(), StandardCharsets.UTF_8) + "&CIRCLE=0+0+180";
    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(32 * 1024);
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.connect(
          new InetSocketAddress(base.getHost(), base.getPort()), (int) PATIENCE.toMillis());
      socket
          .getOutputStream()
          .write(
              ("GET /dataPortal/soda/sync?"
                      + query
                      + " HTTP/1.1\r\nHost: "
                      + base.getAuthority()
                      + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      String head = head(in);
      assertThat(head).startsWith("HTTP/1.1 200");
      Matcher length = Pattern.compile("(?i)content-length: *(\\d+)").matcher(head);
      assertThat(length.find()).as(head).isTrue();
      long announced = Long.parseLong(length.group(1));
      assertThat(announced).isGreaterThanOrEqualTo(large.length);
      Files.write(file, Arrays.copyOf(large, large.length - BLOCK));
      assertThat(rest(in)).isLessThan(announced);
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      assertThat(next).as(head.toString()).isNotNegative();
      head.append((char) next);
    }
    return head.toString();
  }

  private static long rest(InputStream in) {
    byte[] buffer = new byte[1 << 16];
    long count = 0;
    try {
      for (int here = in.read(buffer); here >= 0; here = in.read(buffer)) {
        count += here;
      }
    } catch (IOException e) {
      // An aborted connection is what such a client sees.
      return count;
    }
    return count;
  }
}
