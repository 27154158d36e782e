// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Fetching from an address that a user gave")
@SuppressWarnings("StringConcatToTextBlock") // Where line ends matter, they are written out.
class FetcherTest {

  private static final FetchRules LOCAL_ALLOWED =
      new FetchRules(Set.of("LOCALHOST"), Duration.ofSeconds(20), 3);
  private static final FetchRules STRICT = new FetchRules(Set.of(), Duration.ofSeconds(20), 3);

  private final List<AutoCloseable> servers = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable server : servers) {
      server.close();
    }
  }

  private ScriptedServer server(String... answers) throws IOException {
    ScriptedServer server = new ScriptedServer(answers);
    servers.add(server);
    return server;
  }

  private static String fetch(FetchRules rules, String address) throws FetchException, IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Fetcher(rules).fetch(URI.create(address), out, end -> {});
    return out.toString(ISO_8859_1);
  }

  @Test
  void deliversABodyOfKnownLength() throws Exception {
    ScriptedServer server =
        server("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX: y\r\n\r\nhello and more");
    assertThat(fetch(LOCAL_ALLOWED, server.url("/a%20b?c=d;e#f"))).isEqualTo("hello");
    assertThat(server.requests().get(0))
        .startsWith("GET /a%20b?c=d;e HTTP/1.1\r\nHost: localhost:" + server.port() + "\r\n");
  }

  @Test
  void deliversABodyInChunks() throws Exception {
    ScriptedServer server =
        server(
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n"
                + "5;x=y\r\nhello\r\n6\r\n world\r\n0\r\n\r\n");
    assertThat(fetch(LOCAL_ALLOWED, server.url("/"))).isEqualTo("hello world");
  }

  @Test
  void deliversABodyThatEndsWithTheConnection() throws Exception {
    ScriptedServer server = server("HTTP/1.0 200 OK\n\n" + "x".repeat(200_000));
    assertThat(fetch(LOCAL_ALLOWED, server.url("/"))).hasSize(200_000);
  }

  @Test
  void followsRedirectsUpToALimit() throws Exception {
    ScriptedServer target = server("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    ScriptedServer first =
        server(
            "HTTP/1.1 302 Found\r\nLocation: /next\r\n\r\n",
            "HTTP/1.1 307 Moved\r\nLocation: " + target.url("/there") + "\r\n\r\n");
    assertThat(fetch(LOCAL_ALLOWED, first.url("/"))).isEqualTo("ok");
    ScriptedServer endless = server();
    endless.always("HTTP/1.1 302 Found\r\nLocation: /again\r\n\r\n");
    assertThatThrownBy(() -> fetch(LOCAL_ALLOWED, endless.url("/start")))
        .isInstanceOf(FetchException.class)
        .hasMessage(
            endless.url("/start") + " cannot be fetched: it was redirected more than 3 times.");
    assertThat(endless.requests()).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "127.0.0.1",
        "127.9.9.9",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.0.8",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::127.0.0.1]",
        "[fe80::1]",
        "[fd00::1]",
        "[fec0::1]",
        "[2002:7f00:1::]",
        "[64:ff9b::10.0.0.1]",
        "[64:ff9b:1::1]",
        "[2001:db8::1]",
        "[2001::1]",
        "2130706433"
      })
  void refusesWhatIsNotOnThePublicNetwork(String host) throws Exception {
    ScriptedServer server = server();
    server.always("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret");
    assertThatThrownBy(() -> fetch(STRICT, "http://" + host + ":" + server.port() + "/"))
        .isInstanceOf(FetchException.class)
        .hasMessageMatching(".*(not on the public network|host is not known|needs a host).*");
    assertThat(server.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "2a00:1450::1", "2002:0808:0808::1"})
  void knowsPublicAddresses(String address) throws Exception {
    assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).isTrue();
  }

  @Test
  void refusesARedirectToWhatIsNotPublic() throws Exception {
    ScriptedServer server = server("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\n\r\n");
    assertThatThrownBy(() -> fetch(LOCAL_ALLOWED, server.url("/")))
        .hasMessage(
            "http://127.0.0.1:1/ cannot be fetched: its host is not on the public network. Send the"
                + " file itself.");
    ScriptedServer toFile = server("HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\n\r\n");
    assertThatThrownBy(() -> fetch(LOCAL_ALLOWED, toFile.url("/")))
        .hasMessageContaining("give a URL of http or https");
  }

  @Test
  @DisplayName("connects to the address that was checked and does not look the name up again")
  void namesThatChange() throws Exception {
    ScriptedServer server = server("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    List<String> asked = new ArrayList<>();
    Fetcher fetcher =
        new Fetcher(
            new FetchRules(Set.of("changing.example"), Duration.ofSeconds(20), 3),
            host -> {
              asked.add(host);
              return new InetAddress[] {InetAddress.getLoopbackAddress()};
            },
            () -> (SSLSocketFactory) SSLSocketFactory.getDefault());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    URI address = URI.create("http://changing.example:" + server.port() + "/");
    fetcher.fetch(address, out, end -> {});
    assertThat(out.toString(ISO_8859_1)).isEqualTo("ok");
    assertThat(asked).containsExactly("changing.example");
  }

  @Test
  void refusesAHostOfWhichOneAddressIsPrivate() {
    Fetcher fetcher =
        new Fetcher(
            STRICT,
            host ->
                new InetAddress[] {
                  InetAddress.getByName("8.8.8.8"), InetAddress.getByName("10.0.0.1")
                },
            () -> (SSLSocketFactory) SSLSocketFactory.getDefault());
    assertThatThrownBy(
            () ->
                fetcher.fetch(
                    URI.create("http://two.example/"), OutputStream.nullOutputStream(), end -> {}))
        .hasMessageContaining("not on the public network");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "ftp://example.org/x",
        "vos://example.org/x",
        "gopher://example.org",
        "example.org/x",
        "http:/x",
        "http://user:secret@example.org/",
        "http://exa mple.org/"
      })
  void refusesOtherAddresses(String address) {
    assertThatThrownBy(() -> Fetcher.parse(address)).isInstanceOf(FetchException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
        "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel",
        "SSH-2.0-x\r\n",
        ""
      })
  void explainsBrokenAnswers(String answer) throws Exception {
    ScriptedServer server = server(answer);
    assertThatThrownBy(() -> fetch(LOCAL_ALLOWED, server.url("/")))
        .isInstanceOf(FetchException.class)
        .hasMessageStartingWith(server.url("/") + " cannot be fetched: ");
  }

  @Test
  void refusesAHeadWithoutEnd() throws Exception {
    ScriptedServer server = server("HTTP/1.1 200 OK\r\nX: " + "y".repeat(100_000));
    assertThatThrownBy(() -> fetch(LOCAL_ALLOWED, server.url("/")))
        .hasMessageContaining("answer is broken");
  }

  @Test
  void endsWhenTimeIsUp() throws Exception {
    ScriptedServer server = server();
    server.hang();
    FetchRules hasty = new FetchRules(Set.of("localhost"), Duration.ofSeconds(1), 3);
    assertThatThrownBy(() -> fetch(hasty, server.url("/")))
        .hasMessage(server.url("/") + " cannot be fetched: it took longer than 1 s.");
  }

  @Test
  void canBeEndedFromOutside() throws Exception {
    ScriptedServer server = server();
    server.hang();
    Thread[] ender = new Thread[1];
    assertThatThrownBy(
            () ->
                new Fetcher(LOCAL_ALLOWED)
                    .fetch(
                        URI.create(server.url("/")),
                        OutputStream.nullOutputStream(),
                        end -> {
                          ender[0] = new Thread(end);
                          ender[0].start();
                        }))
        .isInstanceOf(FetchException.class);
    ender[0].join();
  }

  @Test
  void passesOnWhatTheReceiverThrows() throws Exception {
    ScriptedServer server = server("HTTP/1.1 200 OK\r\n\r\nhello");
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("full");
          }
        };
    assertThatThrownBy(
            () -> new Fetcher(LOCAL_ALLOWED).fetch(URI.create(server.url("/")), full, end -> {}))
        .isInstanceOf(IOException.class)
        .hasMessage("full");
  }

  @Test
  void explainsUnknownHosts() {
    Fetcher fetcher =
        new Fetcher(
            STRICT,
            host -> {
              throw new UnknownHostException(host);
            },
            () -> (SSLSocketFactory) SSLSocketFactory.getDefault());
    assertThatThrownBy(
            () ->
                fetcher.fetch(
                    URI.create("http://nowhere.example/x"),
                    OutputStream.nullOutputStream(),
                    end -> {}))
        .hasMessage("http://nowhere.example/x cannot be fetched: its host is not known.");
  }
}
