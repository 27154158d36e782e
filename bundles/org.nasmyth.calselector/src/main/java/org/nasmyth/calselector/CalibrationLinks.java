// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calselector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.calibration.CascadeMode;
import org.nasmyth.api.links.Link;
import org.nasmyth.api.links.LinkContributor;
import org.nasmyth.api.links.LinkRequest;
import org.nasmyth.api.links.ServiceDescriptor;
import org.nasmyth.api.links.ServiceDescriptor.Input;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.products.Product;
import org.nasmyth.links.ArchiveTerm;
import org.nasmyth.products.ArchiveNames.Addresses;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Leads from raw frames to their calibrations, where a selector has rules for them. */
@Component(name = "org.nasmyth.calselector.links", service = LinkContributor.class)
public final class CalibrationLinks implements LinkContributor {

  private static final String VOTABLE = "application/x-votable+xml";

  private final CalibrationService service;

  /** Links to what the service selects. */
  @Activate
  public CalibrationLinks(@Reference CalibrationService service) {
    this.service = service;
  }

  /** The term for the calibrations of a mode. */
  static ArchiveTerm term(CascadeMode mode) {
    return switch (mode) {
      case RAW_TO_RAW -> ArchiveTerm.RAW_CALIBRATIONS;
      case RAW_TO_MASTER -> ArchiveTerm.MASTER_CALIBRATIONS;
    };
  }

  /** What calibrations of a mode are called in sentences. */
  static String word(CascadeMode mode) {
    return switch (mode) {
      case RAW_TO_RAW -> "raw";
      case RAW_TO_MASTER -> "master";
    };
  }

  @Override
  public Map<String, List<Link>> links(LinkRequest request) {
    Addresses addresses = service.names().addresses(request.baseUrl());
    Map<String, List<Link>> links = new HashMap<>();
    for (Product frame : service.offered(request.products())) {
      List<Link> own = new ArrayList<>();
      for (CascadeMode mode : CascadeMode.values()) {
        ArchiveTerm term = term(mode);
        own.add(
            link(
                new Link.Target.Address(
                    addresses.associations(frame.id(), mode)
                        + "&"
                        + AssociationRequest.RESPONSEFORMAT
                        + "="
                        + AssociationRequest.VOTABLE),
                term.uri(addresses.vocabulary()),
                term.word(),
                "List of access points of all the "
                    + word(mode)
                    + " calibrations associated to the provided input raw file, and siblings (if"
                    + " any)"));
      }
      own.add(
          link(
              new Link.Target.Service(descriptor(frame, addresses)),
              "#calibration",
              null,
              "Calibrations associated to #this, by mode and format"));
      links.put(frame.id(), own);
    }
    return links;
  }

  private static Link link(
      Link.Target target, String semantics, @Nullable String localSemantics, String description) {
    return new Link(
        Link.Place.CALIBRATION,
        target,
        semantics,
        localSemantics,
        description,
        VOTABLE,
        OptionalLong.empty(),
        null,
        null,
        null,
        null);
  }

  private static ServiceDescriptor descriptor(Product frame, Addresses addresses) {
    return new ServiceDescriptor(
        frame.id() + "_calselector",
        null,
        addresses.base() + AssociationServlet.ASSOCIATIONS,
        "Calibrations associated to #this",
        List.of(
            Input.fixed(
                field(AssociationRequest.DP_ID, "meta.id;meta.dataset", "The raw frame"),
                frame.id()),
            choice(
                AssociationRequest.MODE,
                "Whether raw or master calibrations",
                Arrays.stream(CascadeMode.values()).map(CascadeMode::word).toList()),
            choice(
                AssociationRequest.RESPONSEFORMAT,
                "Whether a list of links or a tree",
                List.of(AssociationRequest.VOTABLE, AssociationRequest.XML))));
  }

  private static Input choice(String name, String description, List<String> options) {
    return new Input(field(name, "meta.code", description), null, null, null, options);
  }

  private static Field field(String name, String ucd, String description) {
    return new Field(name, ValueType.STRING, null, ucd, null, description);
  }
}
