// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nasmyth.api.storage.FileState;
import org.nasmyth.api.storage.OpenFile;
import org.nasmyth.fits.Box;
import org.nasmyth.fits.ByteSource;
import org.nasmyth.fits.FitsFile;
import org.nasmyth.fits.cut.Checksums;
import org.nasmyth.fits.cut.CutPlan;
import org.nasmyth.fits.cut.HeaderEdit;
import org.nasmyth.testkit.Defaults;
import org.nasmyth.testkit.s3.ObjectStore;

@DisplayName("Storage in S3")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3StorageTest {

  private static final String BUCKET = "archive";
  private static final int SIZE = 3_000_000;

  private final byte[] content = new byte[SIZE];
  private ObjectStore store;

  @BeforeAll
  void start() throws IOException {
    new Random(1).nextBytes(content);
    store = ObjectStore.start(BUCKET);
    store.put(BUCKET, "2020/a:b c+d.fits", content);
    store.put(BUCKET, "secret", "outside".getBytes(StandardCharsets.US_ASCII));
  }

  @AfterAll
  void stop() throws IOException {
    if (store != null) {
      store.close();
    }
  }

  @Test
  @DisplayName("finds an object by its path template and reads only the bytes that are asked for")
  void ranges() throws IOException {
    int before = store.wire().requests().size();
    try (Closing storage =
            storage("pattern", "(\\d+)-(.+)", "paths", paths("{1}/{2}.fits.Z", "{1}/{2}.fits"));
        OpenFile file = storage.open("2020-a:b c+d")) {
      FileState state = file.state();
      assertThat(state.size()).isEqualTo(SIZE);
      assertThat(state.fileName()).isEqualTo("a:b c+d.fits");
      assertThat(state.version()).matches("[!#-~]+");
      ByteBuffer direct = ByteBuffer.allocateDirect(1000);
      assertThat(file.read(2_000_000, direct)).isEqualTo(1000);
      assertThat(direct.hasRemaining()).isFalse();
      byte[] got = new byte[1000];
      direct.flip().get(got);
      assertThat(got).isEqualTo(Arrays.copyOfRange(content, 2_000_000, 2_001_000));
      ByteBuffer end = ByteBuffer.allocate(100);
      assertThat(file.read(SIZE - 7, end)).isEqualTo(7);
      assertThat(file.read(SIZE, end)).isEqualTo(-1);
      assertThat(storage.find("2020-nothing")).isEmpty();
    }
    List<String> asked = store.wire().requests();
    assertThat(asked.subList(before, asked.size()))
        .filteredOn(request -> request.startsWith("GET"))
        .containsExactly(
            "GET /archive/2020/a%3Ab%20c%2Bd.fits bytes=2000000-2000999",
            "GET /archive/2020/a%3Ab%20c%2Bd.fits bytes=2999993-2999999");
  }

  @Test
  @DisplayName(
      "delivers, for a piece cut out of a large image, hardly more bytes than the piece has")
  void cutsFetchWhatTheyNeed() throws IOException {
    int side = 3000;
    store.put(BUCKET, "image.fits", image(side));
    try (Closing storage = storage();
        OpenFile file = storage.open("image.fits")) {
      long before = store.wire().delivered();
      ByteArrayOutputStream piece = new ByteArrayOutputStream();
      try (FitsFile fits = FitsFile.open(new Stored(file));
          WritableByteChannel out = Channels.newChannel(piece)) {
        new CutPlan(fits, Checksums.NEVER)
            .image(fits.hdu(0), Box.of(1001, 3000, 2001, 2100), HeaderEdit.NONE)
            .build()
            .writeTo(out, () -> false);
      }
      long delivered = store.wire().delivered() - before;
      assertThat(piece.size()).isGreaterThan(400_000);
      assertThat(delivered).isLessThan(2L * piece.size()).isLessThan(file.state().size() / 15);
    }
  }

  private static byte[] image(int side) {
    StringBuilder cards = new StringBuilder();
    for (String card :
        List.of(
            "SIMPLE  =                    T",
            "BITPIX  =                   16",
            "NAXIS   =                    2",
            String.format(Locale.ROOT, "NAXIS1  = %20d", side),
            String.format(Locale.ROOT, "NAXIS2  = %20d", side),
            "END")) {
      cards.append(String.format(Locale.ROOT, "%-80s", card));
    }
    int data = 2 * side * side;
    byte[] file = new byte[2880 + (data + 2879) / 2880 * 2880];
    Arrays.fill(file, 0, 2880, (byte) ' ');
    byte[] header = cards.toString().getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(header, 0, file, 0, header.length);
    return file;
  }

  private record Stored(OpenFile file) implements ByteSource {
    @Override
    public String name() {
      return file.state().fileName();
    }

    @Override
    public long size() {
      return file.state().size();
    }

    @Override
    public int read(long position, ByteBuffer into) throws IOException {
      return file.read(position, into);
    }

    @Override
    public String version() {
      return file.state().version();
    }

    @Override
    public int cheapGap() {
      return file.cheapGap();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  @Test
  @DisplayName("never mixes the bytes of two objects that had one key after the other")
  void changed() throws IOException {
    store.put(BUCKET, "changing", new byte[] {1, 1, 1, 1});
    try (Closing storage = storage();
        OpenFile file = storage.open("changing")) {
      assertThat(file.read(0, ByteBuffer.allocate(2))).isEqualTo(2);
      store.put(BUCKET, "changing", new byte[] {2, 2, 2, 2});
      assertThatThrownBy(() -> file.read(2, ByteBuffer.allocate(2)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("was changed while it was read");
      assertThat(storage.find("changing").orElseThrow().version())
          .isNotEqualTo(file.state().version());
      store.delete(BUCKET, "changing");
      assertThatThrownBy(() -> file.read(2, ByteBuffer.allocate(2)))
          .hasMessageContaining("was changed while it was read");
    }
  }

  @Test
  @DisplayName("answers many readers at once on few connections")
  void manyReaders() throws Exception {
    ExecutorService readers = Executors.newFixedThreadPool(16);
    try (Closing storage = storage("connections", 2);
        OpenFile file = storage.open("2020/a:b c+d.fits")) {
      List<Callable<byte[]>> reads =
          IntStream.range(0, 200)
              .<Callable<byte[]>>mapToObj(
                  i ->
                      () -> {
                        ByteBuffer bytes = ByteBuffer.allocate(5000);
                        while (bytes.hasRemaining()) {
                          file.read(i * 14_000L + bytes.position(), bytes);
                        }
                        return bytes.array();
                      })
              .toList();
      List<Future<byte[]>> done = readers.invokeAll(reads);
      for (int i = 0; i < done.size(); i++) {
        assertThat(done.get(i).get())
            .isEqualTo(Arrays.copyOfRange(content, i * 14_000, i * 14_000 + 5000));
      }
    } finally {
      readers.shutdownNow();
    }
  }

  @Test
  @DisplayName("goes on after connections broke")
  void brokenConnections() throws IOException {
    try (Closing storage = storage();
        OpenFile file = storage.open("2020/a:b c+d.fits")) {
      assertThat(file.read(0, ByteBuffer.allocate(10))).isEqualTo(10);
      store.wire().cut();
      assertThat(file.read(10, ByteBuffer.allocate(10))).isEqualTo(10);
    }
  }

  @Test
  @DisplayName("tells a file, a bucket and a store that is not there from each other")
  void missing() throws IOException {
    try (Closing storage = storage()) {
      assertThat(storage.find("nothing")).isEmpty();
      assertThatThrownBy(() -> storage.open("nothing")).isInstanceOf(NoSuchFileException.class);
    }
    try (Closing storage = storage("bucket", "nowhere")) {
      assertThatThrownBy(() -> storage.find("secret"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no bucket 'nowhere'");
    }
    int nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = socket.getLocalPort();
    }
    try (Closing storage = storage("endpoint", "http://127.0.0.1:" + nobody)) {
      assertThatThrownBy(() -> storage.find("secret"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot be asked")
          .hasMessageContaining("127.0.0.1:" + nobody);
    }
  }

  @Test
  @DisplayName(
      "tells refused credentials, and stores that do what no store may, from what is missing")
  void refused() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            boolean head = exchange.getRequestMethod().equals("HEAD");
            String path = exchange.getRequestURI().getPath();
            exchange.getResponseHeaders().set("ETag", path.endsWith("untagged") ? "" : "\"a\"");
            if (path.endsWith("/closed")) {
              exchange.sendResponseHeaders(403, -1);
            } else if (head) {
              exchange.getResponseHeaders().set("Content-Length", "1000");
              exchange.sendResponseHeaders(200, -1);
            } else {
              byte[] whole = new byte[1000];
              exchange.sendResponseHeaders(200, whole.length);
              exchange.getResponseBody().write(whole);
            }
          }
        });
    server.start();
    String endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
    try (Closing storage = storage("endpoint", endpoint)) {
      assertThatThrownBy(() -> storage.find("closed"))
          .isInstanceOf(AccessDeniedException.class)
          .hasMessageContaining("bucket 'archive'")
          .hasMessageContaining("403")
          .hasMessageNotContaining("hush");
      try (OpenFile file = storage.open("ignores-ranges")) {
        assertThatThrownBy(() -> file.read(10, ByteBuffer.allocate(10)))
            .hasMessageContaining("sent 1000 bytes for a range of 10");
      }
    } finally {
      server.stop(0);
    }
  }

  @Test
  @DisplayName("never asks for anything outside its prefix")
  void outside() throws IOException {
    try (Closing storage = storage("prefix", "2020")) {
      assertThat(storage.find("a:b c+d.fits")).isPresent();
      int before = store.wire().requests().size();
      for (String reference :
          List.of("../secret", "a/../../secret", "", "/secret", "//secret", ".", "..\\secret")) {
        assertThat(storage.find(reference)).as(reference).isEmpty();
      }
      assertThat(store.wire().requests()).hasSize(before);
      assertThat(storage.find("%2e%2e/secret")).isEmpty();
      assertThat(store.wire().requests().get(before))
          .isEqualTo("HEAD /archive/2020/%252e%252e/secret");
    }
  }

  @Test
  @DisplayName("signs by a key, by a file of credentials, or not at all")
  void credentials(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("credentials");
    Files.writeString(
        file, "[reader]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = hush\n");
    for (Object[] settings :
        new Object[][] {
          {"accessKey", "AKIDEXAMPLE", "secretKey", "hush"},
          {"credentialsFile", file.toString(), "profile", "reader"},
          {"anonymous", true}
        }) {
      try (Closing storage = storage(settings)) {
        assertThat(storage.find("secret")).isPresent();
      }
    }
    try (Closing storage = storage("credentialsFile", file.resolveSibling("none").toString())) {
      assertThatThrownBy(() -> storage.find("secret"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("none");
    }
  }

  @ParameterizedTest(name = "{0} = {1}")
  @DisplayName("is refused with the setting's name when that is wrong")
  @CsvSource({
    "bucket, a/b",
    "bucket, ''",
    "endpoint, ftp://x/",
    "endpoint, not an address",
    "region, a b",
    "pattern, (",
    "paths, {1}",
    "accessKey, only",
    "secretKey, only",
    "credentialsFile, not/absolute",
    "timeoutSeconds, 0",
    "connections, 0"
  })
  void settings(String key, String value) {
    Object given =
        switch (key) {
          case "paths" -> new String[] {value};
          case "timeoutSeconds", "connections" -> Integer.valueOf(value);
          default -> value;
        };
    String told =
        switch (key) {
          case "accessKey" -> "secretKey";
          case "secretKey" -> "accessKey";
          default -> key;
        };
    assertThatThrownBy(() -> new S3Storage(configuration(Map.of(key, given))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(told + ":");
  }

  @Test
  @DisplayName("is refused when two kinds of credentials are given")
  void twoCredentials() {
    assertThatThrownBy(
            () ->
                new S3Storage(
                    configuration(
                        Map.of("accessKey", "a", "secretKey", "hush", "anonymous", true))))
        .hasMessageContaining("only one of them")
        .hasMessageNotContaining("hush");
  }

  @Test
  @DisplayName("loads nothing of Amazon's before a file is asked for, and nothing is read after it")
  void lazy() throws IOException {
    S3Storage storage = new S3Storage(configuration(Map.of("endpoint", "http://127.0.0.1:1")));
    storage.close();
    assertThatThrownBy(() -> storage.find("x")).hasMessageContaining("being taken away");
  }

  private static String[] paths(String... paths) {
    return paths;
  }

  /** A storage that ends its connections with the test. */
  private record Closing(S3Storage storage) implements AutoCloseable {

    Optional<FileState> find(String reference) throws IOException {
      return storage.find(reference);
    }

    OpenFile open(String reference) throws IOException {
      return storage.open(reference);
    }

    @Override
    public void close() {
      storage.close();
    }
  }

  private Closing storage(Object... keysAndValues) {
    Map<String, Object> values = new HashMap<>();
    values.put("endpoint", store.endpoint().toString());
    boolean signed = false;
    for (int i = 0; i < keysAndValues.length; i += 2) {
      values.put((String) keysAndValues[i], keysAndValues[i + 1]);
      signed |= List.of("credentialsFile", "anonymous").contains(keysAndValues[i]);
    }
    if (!signed) {
      values.putIfAbsent("accessKey", "AKIDEXAMPLE");
      values.putIfAbsent("secretKey", "hush");
    }
    return new Closing(new S3Storage(configuration(values)));
  }

  private static S3StorageConfiguration configuration(Map<String, Object> given) {
    Map<String, Object> values = new HashMap<>(given);
    values.putIfAbsent("bucket", BUCKET);
    values.putIfAbsent("pathStyle", true);
    values.putIfAbsent("timeoutSeconds", 20);
    return Defaults.of(S3StorageConfiguration.class, values);
  }
}
