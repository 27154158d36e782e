// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calselector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nasmyth.api.calibration.Association;
import org.nasmyth.api.calibration.CalibrationFile;
import org.nasmyth.api.calibration.CalibrationRequest;
import org.nasmyth.api.calibration.CalibrationSelector;
import org.nasmyth.api.calibration.Cascade;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.products.Product;

/** Selects what it was given. Asks the archive for all of it, unless it is told to be careless. */
final class GivenCascades implements CalibrationSelector {

  private final Map<String, Cascade> cascades = new HashMap<>();
  private boolean careless;
  private int patience = Integer.MAX_VALUE;

  /** Gives it the cascade of a frame. */
  GivenCascades put(String frame, Cascade cascade) {
    cascades.put(frame, cascade);
    return this;
  }

  /** Lets it name files without asking whether the caller may know of them. */
  GivenCascades careless() {
    careless = true;
    return this;
  }

  /** Lets its database be away after some requests. */
  GivenCascades failingAfter(int requests) {
    patience = requests;
    return this;
  }

  @Override
  public boolean offers(Product frame) {
    return cascades.containsKey(frame.id());
  }

  @Override
  public Map<String, Cascade> select(CalibrationRequest request) throws DatabaseException {
    if (patience-- <= 0) {
      throw new DatabaseException(
          DatabaseException.Kind.UNAVAILABLE, "The rules' database is away.", null);
    }
    Map<String, Cascade> selected = new LinkedHashMap<>();
    for (Product frame : request.frames()) {
      Cascade cascade = cascades.get(frame.id());
      Map<String, Product> visible = request.archive().find(files(cascade.root())).products();
      selected.put(
          frame.id(),
          careless ? cascade : new Cascade(cascade.mode(), seen(cascade.root(), visible)));
    }
    return selected;
  }

  private static List<String> files(Association association) {
    List<String> files =
        new ArrayList<>(association.files().stream().map(CalibrationFile::id).toList());
    association.calibrations().forEach(one -> files.addAll(files(one)));
    return files;
  }

  private static Association seen(Association association, Map<String, Product> visible) {
    return new Association(
        association.category(),
        association.certified(),
        association.complete(),
        association.match(),
        association.files().stream().filter(file -> visible.containsKey(file.id())).toList(),
        association.messages(),
        association.calibrations().stream().map(one -> seen(one, visible)).toList());
  }
}
