// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.cutout.CutoutAxis;
import org.nasmyth.api.cutout.CutoutException;
import org.nasmyth.api.cutout.CutoutRequest;
import org.nasmyth.fits.FitsFile;
import org.nasmyth.fits.Hdu;
import org.nasmyth.fits.HduKind;
import org.nasmyth.fits.HeaderEditor;
import org.nasmyth.fits.cut.Checksums;
import org.nasmyth.fits.cut.Cut;
import org.nasmyth.fits.cut.CutPlan;
import org.nasmyth.fits.cut.HeaderEdit;
import org.nasmyth.fits.cut.PlaneMask;
import org.nasmyth.fits.cut.Workshop;
import org.nasmyth.wcs.SpectralAxis;
import org.nasmyth.wcs.WcsException;

/** Puts together the piece of one file that one request wants. For one thread. */
final class Piece {

  private final FitsFile file;
  private final Wishes wishes;
  private final boolean compressed;
  private final Workshop workshop;
  private final BooleanSupplier cancelled;
  private final List<Grid> grids = new ArrayList<>();
  private final TableCuts tables;
  private final LookupShifts lookups = new LookupShifts();
  private final Masks masks;

  /**
   * Takes a request up.
   *
   * @param file is open until the piece is written
   * @param wishes what is wanted
   * @param compressed whether compressed images stay so where the request does not say
   * @param workshop what the piece is written with
   * @param cancelled is asked now and then whether to stop
   */
  Piece(
      FitsFile file,
      Wishes wishes,
      boolean compressed,
      Workshop workshop,
      BooleanSupplier cancelled) {
    this.file = file;
    this.wishes = wishes;
    this.compressed =
        switch (wishes.request().compression()) {
          case ANY -> compressed;
          case NONE -> false;
          case KEPT -> true;
        };
    this.workshop = workshop;
    this.cancelled = cancelled;
    this.tables = new TableCuts(file, wishes, cancelled);
    this.masks = new Masks(wishes, cancelled);
  }

  /**
   * Reads headers, decides, and plans.
   *
   * @return empty if nothing of the file is wanted
   * @throws CutoutException if it cannot be cut like that
   */
  Optional<Cut> plan() throws CutoutException, IOException {
    List<Hdu> hdus = file.hdus();
    for (Hdu hdu : hdus) {
      if (Grid.isImage(hdu) && !LookupShifts.isLookup(hdu)) {
        grids.add(Grid.of(file, hdu));
      }
    }
    Set<CutoutAxis> byImages = EnumSet.noneOf(CutoutAxis.class);
    for (CutoutAxis axis : wishes.axes()) {
      if (grids.stream().anyMatch(grid -> Wishes.tells(grid, axis))) {
        byImages.add(axis);
      }
    }
    Set<CutoutAxis> others = EnumSet.noneOf(CutoutAxis.class);
    others.addAll(wishes.axes());
    others.removeAll(byImages);
    Set<CutoutAxis> byTables = tables.find(others);
    for (CutoutAxis axis : others) {
      if (!byTables.contains(axis)) {
        throw untold(axis);
      }
    }
    boolean anything = tables.choose();
    boolean images = !byImages.isEmpty() || !wishes.request().pixels().isEmpty();
    Optional<Map<Integer, Fate>> fates =
        images ? new ImageFates(grids, wishes, byImages).decide() : Optional.of(new HashMap<>());
    if (!anything || fates.isEmpty()) {
      refuseOtherUnit();
      return Optional.empty();
    }
    return Optional.of(build(hdus, fates.get()));
  }

  private CutoutException untold(CutoutAxis axis) {
    for (Grid grid : grids) {
      Optional<WcsException> fault = grid.fault();
      if (fault.isPresent()) {
        return new CutoutException(
            CutoutException.Kind.BAD_FILE,
            "The coordinates of %s cannot be used: %s Ask for pixels (SUB) or for the whole file."
                .formatted(grid, fault.get().getMessage()),
            fault.get());
      }
    }
    String what =
        switch (axis) {
          case SKY ->
              "positions on the sky (no celestial coordinates in an image, no table with right ascensions and declinations)";
          case BAND ->
              "wavelengths (no spectral axis in an image, no spectral column with a unit in a table)";
          case TIME ->
              "times (no time axis in an image, no column of dates or of times since a known moment in a table)";
          case POLARIZATION -> "an axis of polarization states";
          case PIXEL -> "pixels";
        };
    return new CutoutException(axis, "This file has no %s.".formatted(what));
  }

  /** Nothing was found: perhaps because the wavelengths were not given in metres. */
  private void refuseOtherUnit() throws CutoutException, IOException {
    if (wishes.band().isEmpty()) {
      return;
    }
    for (Grid grid : grids) {
      Optional<double[]> covered = covered(grid);
      if (covered.isPresent()) {
        wishes.band().get().refuseOtherUnit(covered.get());
      }
    }
    for (double[] covered : tables.coverages()) {
      wishes.band().get().refuseOtherUnit(covered);
    }
  }

  private static Optional<double[]> covered(Grid grid) {
    try {
      return grid.spectral().flatMap(SpectralAxis::coverage);
    } catch (WcsException e) {
      // Velocities of no line have no wavelengths.
      return Optional.empty();
    }
  }

  private Cut build(List<Hdu> hdus, Map<Integer, Fate> fates) throws CutoutException, IOException {
    Map<Integer, Grid> byNumber = new HashMap<>();
    for (Grid grid : grids) {
      byNumber.put(grid.hdu().number(), grid);
      lookups.add(grid, fates.getOrDefault(grid.hdu().number(), new Fate.Whole()));
    }
    Optional<WavelengthCards> wavelengths = wavelengths(fates);
    List<String> dropped = new ArrayList<>();
    for (Grid grid : grids) {
      if (fates.get(grid.hdu().number()) instanceof Fate.Dropped) {
        dropped.add(grid.toString());
      }
    }
    CutPlan plan = new CutPlan(file, Checksums.WHERE_PRESENT, workshop);
    for (Hdu hdu : hdus) {
      List<HeaderEdit> edits = new ArrayList<>();
      if (hdu.number() == 0) {
        edits.add(editor -> provenance(editor, dropped));
        wavelengths.ifPresent(cards -> edits.add(cards::apply));
      }
      Fate fate = fates.getOrDefault(hdu.number(), new Fate.Whole());
      @Nullable Grid grid = byNumber.get(hdu.number());
      add(plan, hdu, grid, fate, edits);
    }
    masks.requireAny();
    return plan.build();
  }

  private void add(CutPlan plan, Hdu hdu, @Nullable Grid grid, Fate fate, List<HeaderEdit> edits)
      throws CutoutException, IOException {
    if (fate instanceof Fate.Boxed boxed && grid != null) {
      Optional<WavelengthCards> cards = WavelengthCards.of(boxed);
      cards.ifPresent(found -> edits.add(found::apply));
      edits.add(editor -> told(editor, grid, boxed));
      Optional<PlaneMask> mask = masks.of(grid, boxed);
      mask.ifPresent(present -> edits.add(editor -> editor.history(Masks.NOTE)));
      if (compressed && hdu.kind() == HduKind.COMPRESSED_IMAGE && mask.isEmpty()) {
        plan.compressedImage(hdu, boxed.box(), HeaderEdits.all(edits), cancelled);
      } else {
        plan.image(hdu, boxed.box(), mask, HeaderEdits.all(edits));
      }
    } else if (fate instanceof Fate.Dropped) {
      if (hdu.number() == 0) {
        plan.emptied(hdu, HeaderEdits.all(edits));
      }
    } else if (LookupShifts.isLookup(hdu) && lookups.moves(hdu)) {
      edits.add(editor -> lookups.apply(hdu, editor));
      plan.copy(hdu, HeaderEdits.all(edits));
    } else if (!tables.add(plan, hdu, edits)) {
      if (edits.isEmpty()) {
        plan.copy(hdu);
      } else {
        plan.copy(hdu, HeaderEdits.all(edits));
      }
    }
  }

  /** The wavelengths that the primary header tells of the whole file: those of the first cut. */
  private Optional<WavelengthCards> wavelengths(Map<Integer, Fate> fates) throws IOException {
    for (Grid grid : grids) {
      if (fates.get(grid.hdu().number()) instanceof Fate.Boxed boxed) {
        Optional<WavelengthCards> found = WavelengthCards.of(boxed);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return tables.wavelengths();
  }

  private void provenance(HeaderEditor editor, List<String> dropped) {
    CutoutRequest request = wishes.request();
    request.provenance().forEach(editor::history);
    if (!dropped.isEmpty()) {
      editor.history("Outside of what was asked for: " + String.join(", ", dropped));
    }
  }

  private void told(HeaderEditor editor, Grid grid, Fate.Boxed fate) {
    StringBuilder lengths = new StringBuilder();
    for (long length : grid.axes()) {
      lengths.append(lengths.isEmpty() ? "" : ",").append("1:").append(length);
    }
    editor.history("Cut: pixels %s of [%s]".formatted(fate.box(), lengths));
    if (wishes.band().isPresent()) {
      Grid leader = fate.leader();
      leader.spectral().flatMap(axis -> leader.shift(axis).note()).ifPresent(editor::history);
    }
  }
}
