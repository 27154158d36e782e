// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calselector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasmyth.api.calibration.Association;
import org.nasmyth.api.calibration.Cascade;
import org.nasmyth.api.calibration.CascadeMode;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.links.Link;
import org.nasmyth.api.links.LinkRequest;
import org.nasmyth.api.links.ServiceDescriptor;
import org.nasmyth.api.products.Product;

@DisplayName("The links to calibrations")
class CalibrationLinksTest {

  private static final String BASE = "https://archive.example.org";
  private static final Cascade ANY =
      new Cascade(
          CascadeMode.RAW_TO_RAW,
          new Association("ANY", true, true, null, List.of(), List.of(), List.of()));

  @TempDir private Path folder;
  private RunningAssociations server;
  private Product frame;
  private Product other;
  private Product product;

  @BeforeEach
  void start() throws Exception {
    server = new RunningAssociations(folder);
    frame = server.add("MUSE.2014-01-22T00:47:37.902", Product.Kind.RAW, "open");
    other = server.add("OLD.1", Product.Kind.RAW, "open");
    product = server.add("ADP.1", Product.Kind.PRODUCT, "open");
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private Map<String, List<Link>> links() {
    return new CalibrationLinks(server.service)
        .links(
            new LinkRequest(
                List.of(frame, other, product),
                Map.of(),
                Identity.ANONYMOUS,
                BASE,
                "eso.org",
                new Cancellation()));
  }

  private void install() {
    server.service.addSelector(
        new GivenCascades().put(frame.id(), ANY).put(product.id(), ANY), Map.of("service.id", 1L));
  }

  @Test
  @DisplayName("are there for raw frames that a selector has rules for, and for nothing else")
  void offered() {
    assertThat(links()).isEmpty();
    install();
    assertThat(links()).containsOnlyKeys(frame.id());
  }

  @Test
  @DisplayName("are ESO's two, and a descriptor of the service with its choices")
  void esosLinks() {
    install();
    List<Link> links = links().get(frame.id());
    assertThat(links)
        .extracting(Link::semantics)
        .containsExactly(
            BASE + "/rdf/datalink#calSelector_raw2raw",
            BASE + "/rdf/datalink#calSelector_raw2master",
            "#calibration");
    assertThat(links.subList(0, 2))
        .extracting(Link::target)
        .containsExactly(
            new Link.Target.Address(
                BASE
                    + "/calselector/v1/associations?dp_id="
                    + frame.id()
                    + "&mode=Raw2Raw&responseformat=votable"),
            new Link.Target.Address(
                BASE
                    + "/calselector/v1/associations?dp_id="
                    + frame.id()
                    + "&mode=Raw2Master&responseformat=votable"));
    assertThat(links).extracting(Link::contentType).containsOnly("application/x-votable+xml");
    Link.Target.Service service = (Link.Target.Service) links.get(2).target();
    ServiceDescriptor descriptor = service.descriptor();
    assertThat(descriptor.accessUrl()).isEqualTo(BASE + "/calselector/v1/associations");
    assertThat(descriptor.inputs())
        .extracting(input -> input.field().name() + " " + input.value() + " " + input.options())
        .containsExactly(
            "dp_id " + frame.id() + " []",
            "mode null [Raw2Raw, Raw2Master]",
            "responseformat null [votable, xml]");
  }
}
