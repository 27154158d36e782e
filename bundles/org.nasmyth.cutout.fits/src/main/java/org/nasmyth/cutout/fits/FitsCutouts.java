// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.cutout.Cutout;
import org.nasmyth.api.cutout.CutoutAxis;
import org.nasmyth.api.cutout.CutoutEngine;
import org.nasmyth.api.cutout.CutoutException;
import org.nasmyth.api.cutout.CutoutRequest;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.products.DataFile;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.storage.OpenFile;
import org.nasmyth.fits.FitsException;
import org.nasmyth.fits.FitsFile;
import org.nasmyth.fits.cut.Cut;
import org.nasmyth.fits.cut.Workshop;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Cuts FITS files. Bytes of pixels and rows are copied, of headers only those cards change that the
 * cut makes wrong.
 */
@Component(service = CutoutEngine.class, configurationPid = FitsCutoutsConfiguration.PID)
@Designate(ocd = FitsCutoutsConfiguration.class)
public final class FitsCutouts implements CutoutEngine {

  /** What all cuts work with together outside the heap, bytes. */
  private static final int MEMORY = 24 << 20;

  /** What tiles of compressed images take of the heap in all cuts together, bytes. */
  private static final long TILES = 32 << 20;

  private final boolean compressed;
  private final Workshop workshop = new Workshop(MEMORY, TILES);

  /** Reads the settings. */
  @Activate
  public FitsCutouts(FitsCutoutsConfiguration configuration) {
    this(configuration.compressed());
  }

  /**
   * An engine without OSGi.
   *
   * @param compressed whether pieces of compressed images stay compressed
   */
  public FitsCutouts(boolean compressed) {
    this.compressed = compressed;
  }

  @Override
  public Set<CutoutAxis> axes(Product product) {
    if (!isFits(product.file())) {
      return Set.of();
    }
    Set<CutoutAxis> axes = EnumSet.noneOf(CutoutAxis.class);
    String type = product.type();
    switch (type == null ? "" : type.toLowerCase(Locale.ROOT)) {
      case "image" -> axes.addAll(EnumSet.of(CutoutAxis.SKY, CutoutAxis.PIXEL));
      case "cube" -> axes.addAll(EnumSet.of(CutoutAxis.SKY, CutoutAxis.BAND, CutoutAxis.PIXEL));
      case "spectrum", "sed" -> axes.addAll(EnumSet.of(CutoutAxis.BAND, CutoutAxis.PIXEL));
      case "timeseries" -> axes.addAll(EnumSet.of(CutoutAxis.TIME, CutoutAxis.PIXEL));
      case "measurements", "catalog", "catalogue", "event" ->
          axes.addAll(EnumSet.of(CutoutAxis.SKY, CutoutAxis.TIME));
      case "" -> axes.addAll(EnumSet.of(CutoutAxis.SKY, CutoutAxis.BAND, CutoutAxis.PIXEL));
      default -> axes.add(CutoutAxis.PIXEL);
    }
    if (axes.contains(CutoutAxis.PIXEL) && !product.coverage().polarizations().isEmpty()) {
      axes.add(CutoutAxis.POLARIZATION);
    }
    return Set.copyOf(axes);
  }

  /** Whether a file is FITS, and not compressed as a whole, which leaves nothing to be picked. */
  private static boolean isFits(DataFile file) {
    for (@Nullable String name : new String[] {file.name(), file.reference()}) {
      String ending = name == null ? "" : name.toLowerCase(Locale.ROOT);
      if (ending.endsWith(".gz") || ending.endsWith(".z") || ending.endsWith(".tar")) {
        return false;
      }
    }
    String type = file.contentType();
    return type == null
        || type.toLowerCase(Locale.ROOT).contains("fits")
        || type.equals("application/octet-stream");
  }

  @Override
  public Optional<Cutout> prepare(
      Product product, OpenFile file, CutoutRequest request, Cancellation cancellation)
      throws CutoutException, IOException {
    Wishes wishes = new Wishes(request);
    BooleanSupplier cancelled = cancellation::isCancelled;
    try {
      OpenFileSource source = new OpenFileSource(file, product.id());
      WholeCompression.refuse(source);
      FitsFile fits = FitsFile.open(source);
      Optional<Cut> cut = new Piece(fits, wishes, compressed, workshop, cancelled).plan();
      fits.checkUnchanged();
      String name = PieceName.of(product.id(), request);
      return cut.map(piece -> new FitsCutout(piece, name, cancellation));
    } catch (FitsException e) {
      throw new CutoutException(
          CutoutException.Kind.BAD_FILE, "The file cannot be cut: " + e.getMessage(), e);
    }
  }
}
