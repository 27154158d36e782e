// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.nasmyth.it.server.Answer;
import org.nasmyth.it.server.Distribution;
import org.nasmyth.it.server.Jdk;
import org.nasmyth.it.server.RunningServer;
import org.nasmyth.it.server.SodaClient;
import org.nasmyth.it.server.SodaClient.Dataset;
import org.nasmyth.it.server.TapService;
import org.nasmyth.testkit.s3.ObjectStore;

/** An archive whose files lie in S3, set up as {@code docs/plugins/products.md} says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3StorageIT {

  private static final String BUCKET = "observatory";
  private static final String PREFIX = "archive/";
  private static final int SIDE = 3000;
  private static final int MEGABYTE = 1024 * 1024;

  private ObjectStore store;
  private RunningServer server;
  private Path files;

  @BeforeAll
  void start() throws IOException {
    store = ObjectStore.start(BUCKET);
    Distribution distribution = Distribution.unpacked();
    Path home = distribution.prepare("on-s3");
    distribution.add("s3", home);
    Files.delete(home.resolve("etc/org.nasmyth.storage.file~archive.json"));
    files = home.resolve("data/files");
    Files.writeString(
        home.resolve("etc/org.nasmyth.storage.s3~archive.json"),
        """
        {
          "name": "archive",
          "endpoint": "%s",
          "pathStyle": true,
          "bucket": "%s",
          "prefix": "%s",
          "accessKey": "AKIDEXAMPLE",
          "secretKey": "any"
        }
        """
            .formatted(store.endpoint(), BUCKET, PREFIX));
    server = distribution.startAgain("on-s3", Jdk.current());
  }

  @AfterAll
  void stop() throws IOException {
    if (server != null) {
      server.close();
    }
    if (store != null) {
      store.close();
    }
  }

  @Test
  void file_is_downloaded_whole_and_by_ranges() throws IOException {
    Dataset cube = dataset("o.dataproduct_type = 'cube' AND o.instrument_name = 'ERIS'");
    byte[] content = upload(cube.id());
    int before = store.wire().requests().size();
    Answer whole = get("/dataPortal/file/" + cube.id());
    List<String> asked = store.wire().requests();
    assertThat(asked.subList(before, asked.size()))
        .as("one look and a request for each megabyte")
        .hasSize(1 + (content.length + MEGABYTE - 1) / MEGABYTE);
    assertThat(whole.status()).isEqualTo(200);
    assertThat(whole.header("Content-Length")).hasValue(String.valueOf(content.length));
    assertThat(whole.body()).isEqualTo(content);
    Answer piece = get("/dataPortal/file/" + cube.id(), "Range", "bytes=100000-100099");
    assertThat(piece.status()).isEqualTo(206);
    assertThat(piece.body()).isEqualTo(Arrays.copyOfRange(content, 100_000, 100_100));
    assertThat(get("/dataPortal/file/" + cube.id(), "Range", "bytes=999999999-").status())
        .isEqualTo(416);
    Answer resumed =
        get(
            "/dataPortal/file/" + cube.id(),
            "Range",
            "bytes=5-",
            "If-Range",
            whole.header("ETag").orElseThrow());
    assertThat(resumed.status()).isEqualTo(206);
    assertThat(resumed.body()).isEqualTo(Arrays.copyOfRange(content, 5, content.length));
  }

  @Test
  void headers_are_shown_and_hardly_more_is_fetched() throws IOException {
    Dataset cube = dataset("o.dataproduct_type = 'cube' AND o.instrument_name = 'MUSE'");
    byte[] content = upload(cube.id());
    long before = store.wire().delivered();
    Answer page = get("/hdr?DpId=" + cube.id());
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text()).contains("SIMPLE  =                    T", "EXTNAME = 'STAT");
    assertThat(store.wire().delivered() - before).isLessThan(content.length / 4);
  }

  @Test
  void cut_out_fetches_only_what_it_needs() throws IOException {
    Dataset image = dataset("o.dataproduct_type = 'image' AND o.instrument_name = 'FORS2'");
    byte[] large = image(image);
    store.put(BUCKET, PREFIX + path(image.id()), large);
    SodaClient soda = SodaClient.of(server);
    long before = store.wire().delivered();
    Answer piece = soda.cut("ID", image.id(), "CIRCLE", image.circle("0.005"));
    long delivered = store.wire().delivered() - before;
    assertThat(piece.status()).as(piece.toString()).isEqualTo(200);
    assertThat(piece.header("Content-Length")).hasValue(String.valueOf(piece.body().length));
    assertThat(new String(piece.body(), StandardCharsets.US_ASCII)).startsWith("SIMPLE");
    // Whole rows of those that the circle meets, but not the rest of the file.
    assertThat(delivered).isLessThan(large.length / 8).isGreaterThan(piece.body().length / 2);
  }

  @Test
  void file_that_is_not_in_the_bucket_is_told_to_be_missing() throws IOException {
    Dataset spectrum = dataset("o.dataproduct_type = 'spectrum'");
    Answer missing = get("/dataPortal/file/" + spectrum.id());
    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.text()).contains("its file is not there");
  }

  @Test
  void download_is_not_resumed_with_another_object() throws IOException {
    Dataset cube = dataset("o.dataproduct_type = 'cube' AND o.instrument_name = 'ALMA'");
    byte[] content = upload(cube.id());
    String tag = get("/dataPortal/file/" + cube.id()).header("ETag").orElseThrow();
    content[content.length - 1]++;
    store.put(BUCKET, PREFIX + path(cube.id()), content);
    Answer other = get("/dataPortal/file/" + cube.id(), "Range", "bytes=10-19", "If-Range", tag);
    assertThat(other.status()).as("the whole of the new file").isEqualTo(200);
    assertThat(other.body()).isEqualTo(content);
  }

  /** A 16-bit image about the dataset's centre, much larger than what is cut out of it. */
  private static byte[] image(Dataset about) {
    StringBuilder cards = new StringBuilder();
    for (String card :
        List.of(
            "SIMPLE  =                    T",
            "BITPIX  =                   16",
            "NAXIS   =                    2",
            "NAXIS1  = %20d".formatted(SIDE),
            "NAXIS2  = %20d".formatted(SIDE),
            "CTYPE1  = 'RA---TAN'",
            "CTYPE2  = 'DEC--TAN'",
            "CRVAL1  = %20s".formatted(about.ra()),
            "CRVAL2  = %20s".formatted(about.dec()),
            "CRPIX1  =               1500.0",
            "CRPIX2  =               1500.0",
            "CDELT1  =              -5.0E-5",
            "CDELT2  =               5.0E-5",
            "END")) {
      cards.append(String.format(Locale.ROOT, "%-80s", card));
    }
    int data = 2 * SIDE * SIDE;
    byte[] file = new byte[2880 + (data + 2879) / 2880 * 2880];
    Arrays.fill(file, 0, 2880, (byte) ' ');
    byte[] header = cards.toString().getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(header, 0, file, 0, header.length);
    return file;
  }

  private Dataset dataset(String condition) throws IOException {
    return SodaClient.of(server).dataset(condition);
  }

  /** Puts a file of the sample into the bucket. */
  private byte[] upload(String id) throws IOException {
    String path = path(id);
    byte[] content = Files.readAllBytes(files.resolve(path));
    store.put(BUCKET, PREFIX + path, content);
    return content;
  }

  private String path(String id) throws IOException {
    String csv =
        server
            .tap("tap_obs")
            .csv("SELECT file_path FROM archive.files WHERE file_id = '" + id + "'")
            .text();
    return csv.lines().skip(1).findFirst().orElseThrow();
  }

  private Answer get(String path, String... headers) throws IOException {
    return TapService.at(URI.create(server.base().toString())).get(path, headers);
  }
}
