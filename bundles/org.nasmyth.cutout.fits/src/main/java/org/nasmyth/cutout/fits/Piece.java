// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
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
import org.nasmyth.fits.PixelRange;
import org.nasmyth.fits.cut.Checksums;
import org.nasmyth.fits.cut.Cut;
import org.nasmyth.fits.cut.CutPlan;
import org.nasmyth.fits.cut.HeaderEdit;
import org.nasmyth.fits.cut.PlaneMask;
import org.nasmyth.wcs.SpectralAxis;
import org.nasmyth.wcs.WcsException;

/** Puts together the piece of one file that one request wants. For one thread. */
final class Piece {

  private final FitsFile file;
  private final Wishes wishes;
  private final boolean compressed;
  private final BooleanSupplier cancelled;
  private final List<Grid> grids = new ArrayList<>();
  private final Map<Integer, Sources> sources = new HashMap<>();
  private final Map<Integer, Spectrum> spectra = new HashMap<>();
  private final Map<Integer, BitSet> rows = new HashMap<>();
  private final Map<Integer, PixelRange> elements = new HashMap<>();
  private final LookupShifts lookups = new LookupShifts();
  private final Masks masks;

  /**
   * Takes a request up.
   *
   * @param file is open until the piece is written
   * @param wishes what is wanted
   * @param compressed whether compressed images stay so where they can
   * @param cancelled is asked now and then whether to stop
   */
  Piece(FitsFile file, Wishes wishes, boolean compressed, BooleanSupplier cancelled) {
    this.file = file;
    this.wishes = wishes;
    this.compressed = compressed;
    this.cancelled = cancelled;
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
    boolean anything = chooseOfTables(hdus, byImages);
    boolean images = !byImages.isEmpty() || !wishes.request().pixels().isEmpty();
    Optional<Map<Integer, Fate>> fates =
        images ? new ImageFates(grids, wishes, byImages).decide() : Optional.of(new HashMap<>());
    if (!anything || fates.isEmpty()) {
      refuseOtherUnit();
      return Optional.empty();
    }
    return Optional.of(build(hdus, fates.get()));
  }

  /** Chooses rows and elements along axes that no image has; false if there are none. */
  private boolean chooseOfTables(List<Hdu> hdus, Set<CutoutAxis> byImages)
      throws CutoutException, IOException {
    boolean anything = true;
    for (CutoutAxis axis : wishes.axes()) {
      if (byImages.contains(axis)) {
        continue;
      }
      switch (axis) {
        case SKY -> anything &= chooseSources(hdus);
        case BAND -> anything &= chooseSpectra(hdus);
        default -> throw untold(axis);
      }
    }
    return anything;
  }

  private boolean chooseSources(List<Hdu> hdus) throws CutoutException, IOException {
    for (Hdu hdu : hdus) {
      Sources.of(file, hdu).ifPresent(found -> sources.put(hdu.number(), found));
    }
    if (sources.isEmpty()) {
      throw untold(CutoutAxis.SKY);
    }
    boolean anything = false;
    for (Map.Entry<Integer, Sources> one : sources.entrySet()) {
      BitSet found = one.getValue().within(wishes.region().orElseThrow(), cancelled);
      narrow(one.getKey(), found);
      anything |= !found.isEmpty();
    }
    return anything;
  }

  private boolean chooseSpectra(List<Hdu> hdus) throws CutoutException, IOException {
    for (Hdu hdu : hdus) {
      Spectrum.of(file, hdu).ifPresent(found -> spectra.put(hdu.number(), found));
    }
    if (spectra.isEmpty()) {
      throw untold(CutoutAxis.BAND);
    }
    WantedBand band = wishes.band().orElseThrow();
    boolean anything = false;
    for (Map.Entry<Integer, Spectrum> one : spectra.entrySet()) {
      Spectrum spectrum = one.getValue();
      Optional<PixelRange> found = spectrum.overlap(band.in(frame(spectrum)), cancelled);
      anything |= found.isPresent();
      if (spectrum.inArrays()) {
        found.ifPresent(range -> elements.put(one.getKey(), range));
        if (found.isEmpty()) {
          narrow(one.getKey(), new BitSet());
        }
      } else {
        BitSet chosen = new BitSet();
        found.ifPresent(range -> chosen.set((int) range.first() - 1, (int) range.last()));
        narrow(one.getKey(), chosen);
      }
    }
    return anything;
  }

  /** The frame of a spectrum, which ESO's products tell in the primary header. */
  private SpectralAxis.Frame frame(Spectrum spectrum) throws IOException {
    SpectralAxis.Frame own = spectrum.frame();
    if (!own.specsys().isEmpty()) {
      return own;
    }
    Hdu primary = file.hdu(0);
    return new SpectralAxis.Frame(
        primary.header().text("SPECSYS").orElse(""),
        "",
        primary.header().real("VELOSYS").orElse(Double.NaN));
  }

  private void narrow(int hdu, BitSet found) {
    rows.merge(
        hdu,
        found,
        (before, now) -> {
          before.and(now);
          return before;
        });
  }

  private CutoutException untold(CutoutAxis axis) {
    for (Grid grid : grids) {
      Optional<WcsException> fault = grid.fault();
      if (fault.isPresent()) {
        return new CutoutException(
            CutoutException.Kind.BAD_FILE,
            "The coordinates of %s cannot be used: %s Ask for pixels (PIXEL) or for the whole file."
                .formatted(grid, fault.get().getMessage()),
            fault.get());
      }
    }
    String what =
        switch (axis) {
          case SKY ->
              "positions on the sky (no celestial coordinates in an image, no table with right ascensions and declinations), so POS cannot be used";
          case BAND ->
              "wavelengths (no spectral axis in an image, no spectral column with a unit in a table), so BAND cannot be used";
          case TIME -> "a time axis, so TIME cannot be used";
          case POLARIZATION -> "an axis of polarization states, so POL cannot be used";
          case PIXEL -> "pixels, so PIXEL cannot be used";
        };
    return new CutoutException(
        CutoutException.Kind.USAGE, "This file has no %s.".formatted(what), null);
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
    for (Spectrum spectrum : spectra.values()) {
      wishes.band().get().refuseOtherUnit(spectrum.coverage(cancelled));
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
    CutPlan plan = new CutPlan(file, Checksums.WHERE_PRESENT);
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
        plan.compressedImage(hdu, boxed.box(), all(edits), cancelled);
      } else {
        plan.image(hdu, boxed.box(), mask, all(edits));
      }
    } else if (fate instanceof Fate.Dropped) {
      if (hdu.number() == 0) {
        plan.emptied(hdu, all(edits));
      }
    } else if (elements.containsKey(hdu.number())) {
      addElements(plan, hdu, edits);
    } else if (rows.containsKey(hdu.number())) {
      BitSet chosen = rows.getOrDefault(hdu.number(), new BitSet());
      edits.add(
          editor ->
              editor.history(
                  "Cut: %d of %d rows"
                      .formatted(chosen.cardinality(), hdu.header().required("NAXIS2"))));
      plan.rows(hdu, chosen, all(edits));
    } else if (LookupShifts.isLookup(hdu) && lookups.moves(hdu)) {
      edits.add(editor -> lookups.apply(hdu, editor));
      plan.copy(hdu, all(edits));
    } else if (edits.isEmpty()) {
      plan.copy(hdu);
    } else {
      plan.copy(hdu, all(edits));
    }
  }

  private void addElements(CutPlan plan, Hdu hdu, List<HeaderEdit> edits) throws IOException {
    PixelRange range = elements.getOrDefault(hdu.number(), new PixelRange(1, 1));
    @Nullable Spectrum spectrum = spectra.get(hdu.number());
    if (spectrum != null) {
      SpectrumEdit limits = SpectrumEdit.of(spectrum, range);
      edits.add(limits::apply);
      spectrum.cards(range, cancelled).ifPresent(cards -> edits.add(cards::apply));
      wishes
          .band()
          .orElseThrow()
          .note(frame(spectrum))
          .ifPresent(note -> edits.add(editor -> editor.history(note)));
    }
    edits.add(
        editor -> editor.history("Cut: elements %d to %d".formatted(range.first(), range.last())));
    plan.elements(hdu, range, all(edits));
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
    for (Map.Entry<Integer, PixelRange> one : elements.entrySet()) {
      @Nullable Spectrum spectrum = spectra.get(one.getKey());
      if (spectrum != null) {
        return spectrum.cards(one.getValue(), cancelled);
      }
    }
    return Optional.empty();
  }

  private static HeaderEdit all(List<HeaderEdit> edits) {
    return editor -> {
      for (HeaderEdit edit : edits) {
        edit.apply(editor);
      }
    };
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
      fate.leader()
          .spectral()
          .flatMap(axis -> wishes.band().get().note(axis.frame()))
          .ifPresent(editor::history);
    }
  }
}
