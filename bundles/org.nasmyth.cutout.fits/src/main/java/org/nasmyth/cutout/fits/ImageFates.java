// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.cutout.CutoutAxis;
import org.nasmyth.api.cutout.CutoutException;
import org.nasmyth.api.cutout.CutoutRequest;
import org.nasmyth.fits.Box;
import org.nasmyth.fits.Hdu;
import org.nasmyth.fits.PixelRange;
import org.nasmyth.wcs.WcsException;

/**
 * Decides what becomes of each image of a file. Images of one grid share one fate: the first that
 * has the coordinates tells the box, those that lie pixel by pixel on it follow.
 */
final class ImageFates {

  private final List<Grid> grids;
  private final Wishes wishes;
  private final Set<CutoutAxis> axes;
  private final Map<Integer, Fate> fates = new TreeMap<>();
  private final List<Grid> leaders = new ArrayList<>();

  /**
   * Takes the images up.
   *
   * @param grids in the order of the file
   * @param wishes what is wanted
   * @param axes of those that are wanted, the ones that some image has
   */
  ImageFates(List<Grid> grids, Wishes wishes, Set<CutoutAxis> axes) {
    this.grids = List.copyOf(grids);
    this.wishes = wishes;
    this.axes = Set.copyOf(axes);
  }

  /**
   * Decides.
   *
   * @return the fates by number of the HDU; empty if no pixel of what is meant is wanted
   * @throws CutoutException if coordinates that are needed are faulty, or the request names pixels
   *     of something that has none
   */
  Optional<Map<Integer, Fate>> decide() throws CutoutException {
    decideByCoordinates();
    Collection<Grid> meant = meant();
    if (!wishes.request().pixels().isEmpty()) {
      meant = decideByPixels();
    }
    boolean anything =
        meant.stream().anyMatch(grid -> !(fate(grid) instanceof Fate.Dropped)) || grids.isEmpty();
    return anything ? Optional.of(Map.copyOf(fates)) : Optional.empty();
  }

  private Fate fate(Grid grid) {
    return fates.getOrDefault(grid.hdu().number(), new Fate.Whole());
  }

  private long told(Grid grid) {
    return axes.stream().filter(axis -> Wishes.tells(grid, axis)).count();
  }

  /** The images that have most of the axes: without pixels of these there is no piece. */
  private Collection<Grid> meant() {
    long most = grids.stream().mapToLong(this::told).max().orElse(0);
    return grids.stream().filter(grid -> told(grid) == most).toList();
  }

  private void decideByCoordinates() throws CutoutException {
    if (axes.isEmpty()) {
      return;
    }
    List<Grid> tellers =
        grids.stream()
            .filter(grid -> told(grid) > 0)
            .sorted(Comparator.comparingLong(this::told).reversed())
            .toList();
    for (Grid grid : tellers) {
      Optional<Grid> leader = leaderOf(grid);
      if (leader.isPresent()) {
        follow(grid, leader.get());
      } else {
        leaders.add(grid);
        fates.put(grid.hdu().number(), own(grid));
      }
    }
    for (Grid grid : grids) {
      if (told(grid) == 0) {
        Optional<Grid> leader = leaderOf(grid);
        if (leader.isPresent()) {
          follow(grid, leader.get());
        } else {
          requireSound(grid);
        }
      }
    }
  }

  private static void requireSound(Grid grid) throws CutoutException {
    if (grid.fault().isPresent()) {
      throw faulty(grid, grid.fault().get(), CutoutException.Kind.BAD_FILE);
    }
  }

  private static CutoutException faulty(Grid grid, WcsException fault, CutoutException.Kind kind) {
    return new CutoutException(
        kind,
        "The coordinates of %s cannot be used: %s Ask for pixels (SUB) or for the whole file."
            .formatted(grid, fault.getMessage()),
        fault);
  }

  /** The leader that a companion names (SCIDATA), or else the nearest before it, or after it. */
  private Optional<Grid> leaderOf(Grid grid) {
    String named = grid.hdu().header().text("SCIDATA").orElse("");
    @Nullable Grid best = null;
    for (Grid leader : leaders) {
      if (grid.axesWithin(leader).isEmpty()) {
        continue;
      }
      if (!named.isEmpty() && leader.hdu().name().equalsIgnoreCase(named)) {
        return Optional.of(leader);
      }
      if (best == null || nearness(grid, leader) < nearness(grid, best)) {
        best = leader;
      }
    }
    return Optional.ofNullable(best);
  }

  private static int nearness(Grid grid, Grid leader) {
    int before = grid.hdu().number() - leader.hdu().number();
    return before > 0 ? before : Integer.MAX_VALUE / 2 - before;
  }

  private void follow(Grid grid, Grid leader) {
    Fate fate = fate(leader);
    if (fate instanceof Fate.Boxed boxed) {
      int[] axesThere = grid.axesWithin(leader).orElseThrow();
      List<PixelRange> ranges = new ArrayList<>();
      for (int axis : axesThere) {
        ranges.add(boxed.box().axis(axis));
      }
      fates.put(grid.hdu().number(), boxed(grid, ranges, leader));
    } else {
      fates.put(grid.hdu().number(), fate);
    }
  }

  private Fate boxed(Grid grid, List<PixelRange> ranges, Grid leader) {
    boolean masked = wishes.request().mask() && leader.sky().isPresent();
    for (int i = 0; i < ranges.size(); i++) {
      if (masked || ranges.get(i).length() < grid.axes().get(i)) {
        return new Fate.Boxed(new Box(ranges), leader);
      }
    }
    return new Fate.Whole();
  }

  private Fate own(Grid grid) throws CutoutException {
    List<PixelRange> ranges = whole(grid);
    for (CutoutAxis axis : axes) {
      Reach reach;
      try {
        reach = wishes.reach(grid, axis);
      } catch (WcsException e) {
        throw faulty(
            grid,
            e,
            axis == CutoutAxis.BAND ? CutoutException.Kind.USAGE : CutoutException.Kind.BAD_FILE);
      }
      if (reach instanceof Reach.Outside) {
        return new Fate.Dropped();
      }
      if (reach instanceof Reach.Within within && !narrow(ranges, within.ranges())) {
        return new Fate.Dropped();
      }
    }
    return boxed(grid, ranges, grid);
  }

  private static List<PixelRange> whole(Grid grid) {
    return grid.axes().stream()
        .map(length -> new PixelRange(1, length))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /** Leaves what is in both; false if nothing is. */
  private static boolean narrow(List<PixelRange> ranges, Map<Integer, PixelRange> by) {
    for (Map.Entry<Integer, PixelRange> one : by.entrySet()) {
      PixelRange range = ranges.get(one.getKey());
      long first = Math.max(range.first(), one.getValue().first());
      long last = Math.min(range.last(), one.getValue().last());
      if (last < first) {
        return false;
      }
      ranges.set(one.getKey(), new PixelRange(first, last));
    }
    return true;
  }

  /** Applies the boxes of pixels; the images that they name, and those on their grids, remain. */
  private Collection<Grid> decideByPixels() throws CutoutException {
    Map<Integer, List<CutoutRequest.PixelBox>> wanted = new TreeMap<>();
    for (CutoutRequest.PixelBox box : wishes.request().pixels()) {
      wanted
          .computeIfAbsent(named(box.extension()).hdu().number(), number -> new ArrayList<>())
          .add(box);
    }
    List<Grid> named =
        grids.stream().filter(grid -> wanted.containsKey(grid.hdu().number())).toList();
    Map<Integer, Fate> narrowed = new HashMap<>();
    for (Grid grid : grids) {
      Optional<Grid> source =
          named.contains(grid)
              ? Optional.of(grid)
              : named.stream().filter(one -> grid.axesWithin(one).isPresent()).findFirst();
      narrowed.put(
          grid.hdu().number(),
          source.isEmpty()
              ? new Fate.Dropped()
              : narrowed(grid, source.get(), wanted.get(source.get().hdu().number())));
    }
    fates.putAll(narrowed);
    return named;
  }

  private Grid named(CutoutRequest.Extension extension) throws CutoutException {
    return grids.stream()
        .filter(grid -> is(grid.hdu(), extension))
        .findFirst()
        .orElseThrow(
            () ->
                new CutoutException(
                    CutoutException.Kind.USAGE,
                    "SUB names extension %s, which is no image of this file; its images are %s."
                        .formatted(text(extension), grids),
                    null));
  }

  private static boolean is(Hdu hdu, CutoutRequest.Extension extension) {
    if (extension instanceof CutoutRequest.Named named) {
      return hdu.name().equalsIgnoreCase(named.name())
          && (named.version().isEmpty() || hdu.version() == named.version().getAsInt());
    }
    return hdu.number() == ((CutoutRequest.Numbered) extension).number();
  }

  private static String text(CutoutRequest.Extension extension) {
    if (extension instanceof CutoutRequest.Named named) {
      return named.name() + (named.version().isPresent() ? "," + named.version().getAsInt() : "");
    }
    return Integer.toString(((CutoutRequest.Numbered) extension).number());
  }

  private Fate narrowed(Grid grid, Grid source, @Nullable List<CutoutRequest.PixelBox> boxes)
      throws CutoutException {
    Fate before = fate(grid);
    if (before instanceof Fate.Dropped || boxes == null) {
      return before;
    }
    List<PixelRange> ranges =
        before instanceof Fate.Boxed boxed ? new ArrayList<>(boxed.box().axes()) : whole(grid);
    int[] axesThere = grid.axesWithin(source).orElseThrow();
    for (CutoutRequest.PixelBox box : boxes) {
      if (box.ranges().size() > source.axes().size()) {
        throw new CutoutException(
            CutoutException.Kind.USAGE,
            "SUB gives %d ranges for %s, which has %d axes."
                .formatted(box.ranges().size(), source, source.axes().size()),
            null);
      }
      for (int i = 0; i < axesThere.length; i++) {
        CutoutRequest.@Nullable PixelSpan span =
            axesThere[i] < box.ranges().size() ? box.ranges().get(axesThere[i]) : null;
        if (span != null && !narrowed(ranges, i, span)) {
          return new Fate.Dropped();
        }
      }
    }
    Grid leader = before instanceof Fate.Boxed boxed ? boxed.leader() : source;
    return boxed(grid, ranges, leader);
  }

  private static boolean narrowed(List<PixelRange> ranges, int axis, CutoutRequest.PixelSpan span) {
    return span.last() >= 1
        && span.last() >= span.first()
        && narrow(ranges, Map.of(axis, new PixelRange(Math.max(1, span.first()), span.last())));
  }
}
