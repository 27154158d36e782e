// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.datalink;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.links.Link;
import org.nasmyth.api.links.Link.Place;
import org.nasmyth.api.links.LinkContributor;
import org.nasmyth.api.links.LinkRequest;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.products.Relation;
import org.nasmyth.links.ArchiveTerm;
import org.nasmyth.products.ArchiveNames.Addresses;
import org.nasmyth.products.FileNames;

/**
 * The links that every product has: its file, previews, what comes with it, what it was made from
 * and used for, documents.
 *
 * @param addresses where things are
 */
record ProductLinks(Addresses addresses) implements LinkContributor {

  /** The words of the IVOA's vocabulary of product types that ObsCore uses, too. */
  private static final Set<String> PRODUCT_TYPES =
      Set.of("image", "cube", "spectrum", "timeseries", "visibility", "event", "measurements");

  @Override
  public Map<String, List<Link>> links(LinkRequest request) {
    Map<String, List<Link>> links = new HashMap<>();
    for (Product product : request.products()) {
      links.put(product.id(), links(product, request.relations(product)));
    }
    return links;
  }

  private List<Link> links(Product product, List<Relation> relations) {
    List<Link> links = new ArrayList<>();
    links.add(file(Place.THIS, "#this", null, "Requested file", product));
    for (Relation relation : relations) {
      links.add(related(product, relation));
    }
    links.add(
        other(
            Place.PREVIEW,
            addresses.page(product.id()),
            "#preview",
            null,
            "HTML representation of the dataset",
            "text/html"));
    if (product.documentation() != null) {
      links.add(
          other(
              Place.DOCUMENTATION,
              product.documentation(),
              ArchiveTerm.DATA_DOCUMENTATION.uri(addresses.vocabulary()),
              ArchiveTerm.DATA_DOCUMENTATION.word(),
              "Release description of the collection",
              "application/pdf"));
    }
    return links;
  }

  private Link related(Product product, Relation relation) {
    Product target = relation.target();
    return switch (relation.kind()) {
      case AUXILIARY ->
          file(
              Place.AUXILIARY,
              "#auxiliary",
              null,
              "Ancillary file associated to the requested file",
              target);
      case PREVIEW -> preview(product, target);
      case PROGENITOR ->
          file(
              Place.PROGENITOR,
              "#progenitor",
              null,
              "File used to generate the requested file (processing provenance)",
              target);
      case DERIVATION ->
          file(
              Place.DERIVATION,
              "#derivation",
              null,
              target.kind() == Product.Kind.MASTER
                  ? "Master calibration derived from the requested file"
                  : "Science product derived from the requested file",
              target);
      case DOCUMENTATION ->
          file(
              Place.DOCUMENTATION,
              "#documentation",
              null,
              "Document that describes the requested file",
              target);
      case NIGHT_LOG ->
          file(
              Place.DOCUMENTATION,
              ArchiveTerm.NIGHT_LOG.uri(addresses.vocabulary()),
              ArchiveTerm.NIGHT_LOG.word(),
              "Log of the night in which the requested file was taken",
              target);
    };
  }

  private Link preview(Product product, Product picture) {
    return new Link(
        Place.PREVIEW,
        new Link.Target.Address(addresses.preview(product.id()) + "?format=DOWNLOAD"),
        "#preview",
        null,
        "Preview of the requested file",
        FileNames.contentType(picture, null),
        picture.file().length(),
        null,
        picture,
        picture.file().originalName(),
        picture.file().category());
  }

  private Link file(
      Place place,
      String semantics,
      @Nullable String localSemantics,
      String description,
      Product product) {
    return new Link(
        place,
        new Link.Target.Address(addresses.file(product.id())),
        semantics,
        localSemantics,
        description,
        FileNames.contentType(product, null),
        product.file().length(),
        qualifier(product.type()),
        product,
        product.file().originalName(),
        product.file().category());
  }

  private static @Nullable String qualifier(@Nullable String type) {
    String word = type == null ? "" : type.toLowerCase(Locale.ROOT);
    return PRODUCT_TYPES.contains(word) ? "#" + word : null;
  }

  private static Link other(
      Place place,
      String url,
      String semantics,
      @Nullable String localSemantics,
      String description,
      String contentType) {
    return new Link(
        place,
        new Link.Target.Address(url),
        semantics,
        localSemantics,
        description,
        contentType,
        OptionalLong.empty(),
        null,
        null,
        null,
        null);
  }
}
