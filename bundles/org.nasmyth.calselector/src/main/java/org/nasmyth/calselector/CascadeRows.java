// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calselector;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.access.ProductAccess;
import org.nasmyth.api.calibration.Association;
import org.nasmyth.api.calibration.CalibrationFile;
import org.nasmyth.api.calibration.Cascade;
import org.nasmyth.api.calibration.CascadeMode;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.links.Link;
import org.nasmyth.api.products.Product;
import org.nasmyth.links.ArchiveTerm;
import org.nasmyth.links.LinkRow;
import org.nasmyth.products.ArchiveNames.Addresses;
import org.nasmyth.products.FileNames;
import org.nasmyth.products.Products;

/**
 * Cascades as lists of links: the frame, those that are processed along with it, each calibration
 * once, and the cascade itself.
 *
 * @param mode that was asked for
 */
record CascadeRows(Products products, Identity caller, Addresses addresses, CascadeMode mode) {

  private static final String CASCADE_CATEGORY = "ASSOCIATION_TREE";

  List<LinkRow> of(Selected selected) {
    Product frame = selected.frame();
    if (frame == null) {
      return List.of(
          LinkRow.fault(
              selected.requested().asGiven(),
              String.join(" ", selected.cascade().root().messages())));
    }
    String id = addresses.names().repeated(selected.requested());
    Association root = selected.cascade().root();
    List<LinkRow> rows = new ArrayList<>();
    String category = frame.file().category();
    List<CalibrationFile> siblings = new ArrayList<>();
    for (CalibrationFile file : root.files()) {
      if (file.id().equals(frame.id())) {
        category = file.category();
      } else {
        siblings.add(file);
      }
    }
    rows.add(
        file(id, frame, category, Link.Place.THIS, "#this", null, description(selected.cascade())));
    for (CalibrationFile sibling : siblings) {
      rows.add(
          file(
              id,
              product(selected, sibling),
              sibling.category(),
              Link.Place.AUXILIARY,
              ArchiveTerm.SIBLING.uri(addresses.vocabulary()),
              ArchiveTerm.SIBLING.word(),
              "Raw frame that is processed together with the input raw observation: #this (see"
                  + " above)"));
    }
    for (CalibrationFile calibration : calibrations(root)) {
      rows.add(
          file(
              id,
              product(selected, calibration),
              calibration.category(),
              Link.Place.CALIBRATION,
              "#calibration",
              null,
              "Calibration file associated to the input raw observation(s): #this (see above) and"
                  + " related siblings (if any)"));
    }
    rows.add(cascade(id, frame));
    return rows;
  }

  private static Product product(Selected selected, CalibrationFile file) {
    Product product = selected.files().get(file.id());
    if (product == null) {
      throw new IllegalStateException(file.id() + " is in a cascade, but was never found.");
    }
    return product;
  }

  /** Each once, by category; what is asked for is none of its own calibrations. */
  private static List<CalibrationFile> calibrations(Association root) {
    Map<String, CalibrationFile> once = new LinkedHashMap<>();
    root.calibrations().forEach(association -> collect(association, once));
    root.files().forEach(file -> once.remove(file.id()));
    return once.values().stream()
        .sorted(Comparator.comparing(CalibrationFile::category).thenComparing(CalibrationFile::id))
        .toList();
  }

  private static void collect(Association association, Map<String, CalibrationFile> into) {
    association.files().forEach(file -> into.putIfAbsent(file.id(), file));
    association.calibrations().forEach(calibration -> collect(calibration, into));
  }

  /** ESO's list of attributes, which scripts take apart at the quotes. */
  private static String description(Cascade cascade) {
    Association root = cascade.root();
    return "category=\"%s\" certified=\"%s\" complete=\"%s\" mode=\"%s\" type=\"main\" messages=\"%s\""
        .formatted(
            root.category().replace('"', '\''),
            root.certified(),
            root.complete(),
            cascade.mode().word(),
            String.join(" ", root.messages()).replace('"', '\''));
  }

  private LinkRow file(
      String id,
      Product file,
      @Nullable String category,
      Link.Place place,
      String semantics,
      @Nullable String localSemantics,
      String description) {
    Link link =
        new Link(
            place,
            new Link.Target.Address(addresses.file(file.id())),
            semantics,
            localSemantics,
            description,
            FileNames.contentType(file, null),
            file.file().length(),
            null,
            file,
            null,
            category);
    return new LinkRow(id, link, products.access(caller, file), null, addresses.links(file.id()));
  }

  private LinkRow cascade(String id, Product frame) {
    ArchiveTerm term = CalibrationLinks.term(mode);
    Link link =
        new Link(
            Link.Place.CALIBRATION,
            new Link.Target.Address(addresses.associations(frame.id(), mode)),
            term.uri(addresses.vocabulary()),
            term.word(),
            "Calibration cascade showing relations among all science and the "
                + CalibrationLinks.word(mode)
                + " calibration files",
            "application/xml",
            OptionalLong.empty(),
            null,
            null,
            null,
            CASCADE_CATEGORY);
    return new LinkRow(id, link, ProductAccess.PUBLIC, null, null);
  }
}
