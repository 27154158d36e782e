// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.datalink;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nasmyth.api.access.AccessPolicy;
import org.nasmyth.api.access.ProductAccess;
import org.nasmyth.api.cutout.Cutout;
import org.nasmyth.api.cutout.CutoutAxis;
import org.nasmyth.api.cutout.CutoutEngine;
import org.nasmyth.api.cutout.CutoutRequest;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.products.Coverage;
import org.nasmyth.api.products.DataFile;
import org.nasmyth.api.products.Interval;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.products.ProductCatalogue;
import org.nasmyth.api.products.Relation;
import org.nasmyth.api.products.Rights;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Source;
import org.nasmyth.api.storage.OpenFile;
import org.nasmyth.dali.Callers;
import org.nasmyth.products.ArchiveNames;
import org.nasmyth.products.internal.InstalledProducts;
import org.nasmyth.sphere.Circle;
import org.nasmyth.sphere.SkyPoint;

@DisplayName("A list of links")
class LinksTest {

  private static final String CUBE = "ADP.2018-06-21T20:32:57.736";
  private static final String FRAME = "MUSE.2016-10-03T04:08:22.447";

  private final Server server = new Server();
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final Map<String, Product> products = new HashMap<>();
  private final Map<String, List<Relation>> relations = new HashMap<>();
  private String base = "";
  private DataLinkServlet servlet;

  @BeforeEach
  void start() throws Exception {
    InstalledProducts installed =
        new InstalledProducts(new ArchiveNames("eso.org", null), Clock.systemUTC());
    installed.addCatalogue(new InMemory(), Map.of());
    installed.addPolicy(new HidesSecrets(), Map.of());
    servlet = new DataLinkServlet(installed, Callers.NOBODY_LOGS_IN);
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler();
    ServletHolder holder = new ServletHolder(servlet);
    context.addServlet(holder, "/datalink/*");
    context.addServlet(holder, "/rdf/datalink");
    server.setHandler(context);
    server.start();
    base = "http://127.0.0.1:" + connector.getLocalPort();
    Product frame = product(FRAME, Product.Kind.RAW, "open", null);
    Product cube = product(CUBE, Product.Kind.PRODUCT, "open", "cube");
    Product held = product("ADP.held", Product.Kind.PRODUCT, "held", "image");
    Product secret = product("ADP.secret", Product.Kind.PRODUCT, "secret", "image");
    Product picture = product("ADP.png", Product.Kind.AUXILIARY, "open", null);
    relations.put(
        CUBE,
        List.of(
            new Relation(Relation.Kind.PROGENITOR, frame),
            new Relation(Relation.Kind.AUXILIARY, held),
            new Relation(Relation.Kind.AUXILIARY, secret),
            new Relation(Relation.Kind.PREVIEW, picture)));
    relations.put(FRAME, List.of(new Relation(Relation.Kind.DERIVATION, cube)));
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  private Product product(String id, Product.Kind kind, String programme, String type) {
    Product product =
        new Product(
            id,
            kind,
            type,
            null,
            new DataFile(id, null, "a & b.fits", null, OptionalLong.of(1234), "SCIENCE.X"),
            new Coverage(
                new Circle(new SkyPoint(10, -20), 0.5),
                new Interval(4.7e-7, 9.3e-7),
                null,
                List.of(),
                3000),
            new Rights(null, null, programme, null),
            kind == Product.Kind.PRODUCT ? "http://docs/1" : null,
            null,
            List.of());
    products.put(id, product);
    return product;
  }

  @Test
  @DisplayName("has the product's rows in ESO's order, without those that are a secret")
  void rows() throws Exception {
    HttpResponse<String> answer = get("/datalink/links?ID=ivo://eso.org/ID?" + CUBE);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .isEqualTo("application/x-votable+xml;content=datalink");
    assertThat(semantics(answer.body()))
        .containsExactly(
            "#this",
            "#preview",
            "#preview",
            "#auxiliary",
            "#progenitor",
            base + "/rdf/datalink#data_documentation");
    assertThat(answer.body())
        .contains("ivo://ivoa.net/std/DataLink#links-1.1")
        .contains("<TD>ivo://eso.org/ID?" + CUBE + "</TD><TD>" + base + "/dataPortal/file/" + CUBE)
        .contains("<TD>application/fits</TD><TD>1234</TD><TD>a &amp; b.fits</TD>")
        .contains("<TD>#cube</TD><TD>false</TD><TD>T</TD>")
        .contains("<TD>true</TD><TD>F</TD>")
        .doesNotContain("ADP.secret");
  }

  @Test
  @DisplayName("is the same for all forms of an identifier, one by one and in lists")
  void forms() throws Exception {
    String plain = get("/datalink/links?ID=ivo://eso.org/ID?" + FRAME).body();
    assertThat(get("/datalink/links?ID=" + FRAME).body())
        .as("the identifier is repeated as it was given, by which clients find their rows")
        .isEqualTo(plain.replace("<TR><TD>ivo://eso.org/ID?" + FRAME, "<TR><TD>" + FRAME));
    assertThat(
            get("/datalink/links?ID=ivo%3A%2F%2Feso.org%2FID%3F" + FRAME.replace(":", "%3A"))
                .body())
        .isEqualTo(plain);
    String both = get("/datalink/links?ID=ivo://eso.org/ID?" + FRAME + "," + CUBE).body();
    String bare = get("/datalink/links?ID=" + FRAME + "," + CUBE).body();
    assertThat(bare)
        .isEqualTo(both.replace("<TR><TD>ivo://eso.org/ID?", "<TR><TD>"))
        .isEqualTo(get("/datalink/links?ID=" + FRAME + "&ID=" + CUBE).body())
        .isEqualTo(post("ID=" + FRAME + "&id=" + CUBE).body());
    assertThat(semantics(both)).hasSize(9);
  }

  @Test
  @DisplayName("tells of wrong identifiers in rows of their own and harms no other")
  void faults() throws Exception {
    String ids =
        IntStream.range(0, 97).mapToObj(i -> "ID=" + FRAME).collect(Collectors.joining("&"));
    HttpResponse<String> answer =
        post(ids + "&ID=ADP.nobody&ID=ivo://other.org/ID?x&ID=../../etc/passwd");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body().split("NotFoundFault", -1)).hasSize(4);
    assertThat(answer.body().split("#derivation", -1)).hasSize(98);
  }

  @Test
  @DisplayName("tells the same of what is a secret as of what is not there")
  void secret() throws Exception {
    String secret = get("/datalink/links?ID=ADP.secret").body();
    String nobody = get("/datalink/links?ID=ADP.nobody").body();
    assertThat(secret.replace("ADP.secret", "ADP.nobody")).isEqualTo(nobody);
  }

  @Test
  @DisplayName("leads to cut-outs with the product's own limits where an engine can cut it")
  void cutouts() throws Exception {
    assertThat(get("/datalink/links?ID=" + CUBE).body()).doesNotContain("#cutout");
    servlet.addEngine(new Cutter(), Map.of("service.id", 1L));
    String body = get("/datalink/links?ID=" + CUBE).body();
    assertThat(semantics(body)).startsWith("#this", "#cutout");
    assertThat(body)
        .contains("ID=\"ADP.2018-06-21T20_32_57.736_soda\"")
        .contains("ivo://ivoa.net/std/SODA#sync-1.0")
        .contains("value=\"" + base + "/dataPortal/soda/sync\"")
        .contains("<MIN value=\"4.7E-7\"/><MAX value=\"9.3E-7\"/>")
        .contains("xtype=\"circle\"")
        .containsPattern("name=\"CIRCLE\".*<MAX value=\"10 -20 0\\.5\\d*\"/>")
        .containsPattern("name=\"POLYGON\".*<MAX value=\"(9|10)\\.[\\d.]+ -(19|20)\\.")
        .contains("value=\"ivo://eso.org/ID?" + CUBE + "\"");
  }

  @Test
  @DisplayName("offers of the cut-outs what the engine of the highest ranking can do")
  void chosenEngine() throws Exception {
    servlet.addEngine(new Cutter(), Map.of("service.id", 1L, "component.name", "a"));
    assertThat(get("/datalink/links?ID=" + CUBE).body()).contains("name=\"CIRCLE\"");
    servlet.addEngine(
        new Cutter(CutoutAxis.BAND, CutoutAxis.PIXEL),
        Map.of("service.id", 2L, "component.name", "b", "service.ranking", 10));
    assertThat(get("/datalink/links?ID=" + CUBE).body())
        .contains("name=\"BAND\"")
        .contains("name=\"SUB\"")
        .doesNotContain("name=\"CIRCLE\"");
  }

  @Test
  @DisplayName("comes as JSON, too, with ESO's names")
  void json() throws Exception {
    HttpResponse<String> answer =
        get("/datalink/links?RESPONSEFORMAT=json&ID=ivo://eso.org/ID?" + CUBE);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("application/json");
    assertThat(answer.body())
        .startsWith("[\n{\"id\":\"ivo://eso.org/ID?" + CUBE + "\",\"access_url\":")
        .contains("\"eso_origfile\":\"a & b.fits\"")
        .contains("\"content_length\":1234")
        .contains("\"science\":true")
        .endsWith("]\n");
    assertThat(get("/datalink/links?RESPONSEFORMAT=yaml&ID=" + CUBE).statusCode()).isEqualTo(400);
  }

  @Test
  @DisplayName("leads straight to file or document where ESO's parameter asks for it")
  void download() throws Exception {
    HttpResponse<String> file = get("/datalink/links?eso_download=file&ID=" + CUBE);
    assertThat(file.statusCode()).isEqualTo(303);
    assertThat(file.headers().firstValue("Location").orElse(""))
        .isEqualTo(base + "/dataPortal/file/" + CUBE);
    HttpResponse<String> document =
        get("/datalink/links?eso_download=data_documentation&ID=" + CUBE);
    assertThat(document.headers().firstValue("Location").orElse("")).isEqualTo("http://docs/1");
    assertThat(get("/datalink/links?eso_download=file&ID=ADP.nobody").statusCode()).isEqualTo(404);
    assertThat(get("/datalink/links?eso_download=x&ID=" + CUBE).statusCode()).isEqualTo(400);
  }

  @Test
  @DisplayName("is empty, but a list, when nothing is asked for")
  void nothing() throws Exception {
    HttpResponse<String> answer = get("/datalink/links");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(semantics(answer.body())).isEmpty();
  }

  @Test
  @DisplayName("of more identifiers than are taken says that it is cut off")
  void overflow() throws Exception {
    String ids = "x,".repeat(10_001);
    HttpResponse<String> answer = post("ID=" + ids);
    assertThat(answer.body()).contains("value=\"OVERFLOW\"");
    assertThat(answer.body().split("NotFoundFault", -1)).hasSize(10_001);
  }

  @Test
  @DisplayName("uses terms that the server explains")
  void vocabulary() throws Exception {
    assertThat(get("/rdf/datalink").body())
        .contains("id=\"data_documentation\"")
        .contains("id=\"night_log\"");
    assertThat(get("/datalink/capabilities").body()).contains(base + "/datalink/links");
  }

  private static List<String> semantics(String votable) {
    return votable
        .lines()
        .filter(line -> line.startsWith("<TR>"))
        .map(line -> line.replace("<TD/>", "<TD></TD>").split("</TD><TD>", -1)[4])
        .toList();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(base + path)));
  }

  private HttpResponse<String> post(String form) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(base + "/datalink/links"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(
        request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private final class InMemory implements ProductCatalogue {
    @Override
    public Map<String, Product> find(Collection<String> ids, Cancellation cancellation) {
      Map<String, Product> found = new HashMap<>(products);
      found.keySet().retainAll(ids);
      return found;
    }

    @Override
    public Map<String, List<Relation>> relations(
        Collection<Product> of, Cancellation cancellation) {
      Map<String, List<Relation>> found = new HashMap<>(relations);
      found.keySet().retainAll(of.stream().map(Product::id).toList());
      return found;
    }
  }

  private static final class HidesSecrets implements AccessPolicy {
    @Override
    public Optional<Expression> restriction(Identity caller, Source.TableSource table) {
      return Optional.empty();
    }

    @Override
    public ProductAccess access(Identity caller, Product product, Instant now) {
      return switch (String.valueOf(product.rights().programme())) {
        case "secret" -> new ProductAccess(ProductAccess.Verdict.HIDDEN, null);
        case "held" -> new ProductAccess(ProductAccess.Verdict.DENIED, "Not yet.");
        default -> ProductAccess.PUBLIC;
      };
    }
  }

  private static final class Cutter implements CutoutEngine {
    private final Set<CutoutAxis> axes;

    Cutter() {
      this(CutoutAxis.SKY, CutoutAxis.BAND);
    }

    Cutter(CutoutAxis... axes) {
      this.axes = Set.of(axes);
    }

    @Override
    public Set<CutoutAxis> axes(Product product) {
      return "cube".equals(product.type()) ? axes : Set.of();
    }

    @Override
    public Optional<Cutout> prepare(
        Product product, OpenFile file, CutoutRequest request, Cancellation cancellation) {
      return Optional.empty();
    }
  }
}
