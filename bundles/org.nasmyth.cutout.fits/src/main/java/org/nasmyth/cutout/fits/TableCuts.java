// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.cutout.CutoutAxis;
import org.nasmyth.api.cutout.CutoutException;
import org.nasmyth.api.products.Interval;
import org.nasmyth.fits.FitsFile;
import org.nasmyth.fits.Hdu;
import org.nasmyth.fits.PixelRange;
import org.nasmyth.fits.cut.CutPlan;
import org.nasmyth.fits.cut.HeaderEdit;
import org.nasmyth.wcs.WcsException;
import org.nasmyth.wcs.region.SkyRegion;

/**
 * Chooses rows of sources and elements of spectra in the tables of a file, along axes that its
 * images do not have. For one thread.
 */
final class TableCuts {

  private final FitsFile file;
  private final Wishes wishes;
  private final BooleanSupplier cancelled;
  private final Map<Integer, Sources> sources = new TreeMap<>();
  private final Map<Integer, Spectrum> spectra = new TreeMap<>();
  private final Map<Integer, Moments> moments = new TreeMap<>();
  private final Map<Integer, BitSet> rows = new TreeMap<>();
  private final Map<Integer, PixelRange> elements = new TreeMap<>();

  TableCuts(FitsFile file, Wishes wishes, BooleanSupplier cancelled) {
    this.file = file;
    this.wishes = wishes;
    this.cancelled = cancelled;
  }

  /**
   * Looks which of some axes the tables have.
   *
   * @param axes that are wanted
   * @return those that some table has
   */
  Set<CutoutAxis> find(Set<CutoutAxis> axes) throws IOException {
    for (Hdu hdu : file.hdus()) {
      if (axes.contains(CutoutAxis.SKY)) {
        Sources.of(file, hdu).ifPresent(found -> sources.put(hdu.number(), found));
      }
      if (axes.contains(CutoutAxis.BAND)) {
        Spectrum.of(file, hdu).ifPresent(found -> spectra.put(hdu.number(), found));
      }
      if (axes.contains(CutoutAxis.TIME)) {
        Moments.of(file, hdu).ifPresent(found -> moments.put(hdu.number(), found));
      }
    }
    Set<CutoutAxis> found = EnumSet.noneOf(CutoutAxis.class);
    if (!sources.isEmpty()) {
      found.add(CutoutAxis.SKY);
    }
    if (!spectra.isEmpty()) {
      found.add(CutoutAxis.BAND);
    }
    if (!moments.isEmpty()) {
      found.add(CutoutAxis.TIME);
    }
    return found;
  }

  /**
   * Chooses of all tables that were found.
   *
   * @return false if along some axis there is nothing in any of them
   * @throws CutoutException if a spectrum's coordinates, or a table's times, cannot be used
   */
  boolean choose() throws CutoutException, IOException {
    boolean inRegion = sources.isEmpty() || chooseSources(wishes.region().orElseThrow());
    boolean inBand = spectra.isEmpty() || chooseSpectra(wishes.band().orElseThrow());
    boolean inTime = moments.isEmpty() || chooseMoments(wishes.time().orElseThrow());
    boolean together =
        rows.isEmpty()
            || !elements.isEmpty()
            || rows.values().stream().anyMatch(chosen -> !chosen.isEmpty());
    return inRegion && inBand && inTime && together;
  }

  private boolean chooseMoments(Interval time) throws CutoutException, IOException {
    boolean anything = false;
    for (Map.Entry<Integer, Moments> one : moments.entrySet()) {
      try {
        BitSet found = one.getValue().within(time, cancelled);
        narrow(one.getKey(), found);
        anything |= !found.isEmpty();
      } catch (WcsException e) {
        throw new CutoutException(
            CutoutException.Kind.USAGE,
            "The times of HDU %d cannot be used: %s".formatted(one.getKey(), e.getMessage()),
            e);
      }
    }
    return anything;
  }

  private boolean chooseSources(SkyRegion region) throws IOException {
    boolean anything = false;
    for (Map.Entry<Integer, Sources> one : sources.entrySet()) {
      BitSet found = one.getValue().within(region, cancelled);
      narrow(one.getKey(), found);
      anything |= !found.isEmpty();
    }
    return anything;
  }

  private boolean chooseSpectra(WantedBand band) throws CutoutException, IOException {
    boolean anything = false;
    for (Map.Entry<Integer, Spectrum> one : spectra.entrySet()) {
      Spectrum spectrum = one.getValue();
      Optional<PixelRange> found = spectrum.overlap(band.in(spectrum.shift()), cancelled);
      anything |= found.isPresent();
      if (spectrum.inArrays() && found.isPresent()) {
        elements.put(one.getKey(), found.get());
      } else {
        BitSet chosen = new BitSet();
        found.ifPresent(range -> chosen.set((int) range.first() - 1, (int) range.last()));
        narrow(one.getKey(), chosen);
      }
    }
    return anything;
  }

  private void narrow(int hdu, BitSet found) {
    @Nullable BitSet before = rows.putIfAbsent(hdu, found);
    if (before != null) {
      before.and(found);
    }
  }

  /** The shortest and the longest wavelength of each spectrum. */
  List<double[]> coverages() throws IOException {
    List<double[]> coverages = new ArrayList<>();
    for (Spectrum spectrum : spectra.values()) {
      coverages.add(spectrum.coverage(cancelled));
    }
    return coverages;
  }

  /** The wavelengths of the first spectrum that is cut; empty if none is. */
  Optional<WavelengthCards> wavelengths() throws IOException {
    for (Map.Entry<Integer, PixelRange> one : elements.entrySet()) {
      @Nullable Spectrum spectrum = spectra.get(one.getKey());
      if (spectrum != null) {
        return spectrum.cards(one.getValue(), cancelled);
      }
    }
    return Optional.empty();
  }

  /**
   * Puts a table into a plan, if something of it was chosen.
   *
   * @param edits of its header
   * @return false if it stays as it is, and was not put into the plan
   */
  boolean add(CutPlan plan, Hdu hdu, List<HeaderEdit> edits) throws CutoutException, IOException {
    @Nullable PixelRange range = elements.get(hdu.number());
    @Nullable BitSet chosen = rows.get(hdu.number());
    List<HeaderEdit> all = new ArrayList<>(edits);
    if (range != null) {
      addElements(plan, hdu, range, all);
    } else if (chosen != null) {
      @Nullable Moments times = moments.get(hdu.number());
      if (times != null) {
        all.add(editor -> editor.history(times.note()));
      }
      @Nullable Spectrum spectrum = spectra.get(hdu.number());
      if (spectrum != null) {
        spectrum.shift().note().ifPresent(text -> all.add(editor -> editor.history(text)));
      }
      all.add(
          editor ->
              editor.history(
                  "Cut: %d of %d rows"
                      .formatted(chosen.cardinality(), hdu.header().required("NAXIS2"))));
      plan.rows(hdu, chosen, HeaderEdits.all(all));
    }
    return range != null || chosen != null;
  }

  private void addElements(CutPlan plan, Hdu hdu, PixelRange range, List<HeaderEdit> edits)
      throws CutoutException, IOException {
    @Nullable Spectrum spectrum = spectra.get(hdu.number());
    if (spectrum != null) {
      edits.add(SpectrumEdit.of(spectrum, range)::apply);
      spectrum.cards(range, cancelled).ifPresent(cards -> edits.add(cards::apply));
      spectrum.shift().note().ifPresent(text -> edits.add(editor -> editor.history(text)));
    }
    edits.add(
        editor -> editor.history("Cut: elements %d to %d".formatted(range.first(), range.last())));
    plan.elements(hdu, range, HeaderEdits.all(edits));
  }
}
