// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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
import org.nasmyth.api.cutout.CutoutException.Kind;
import org.nasmyth.api.cutout.CutoutRequest;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.products.DataFile;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.storage.OpenFile;
import org.nasmyth.fits.FitsException;
import org.nasmyth.fits.FitsFile;
import org.nasmyth.fits.cut.Cut;
import org.nasmyth.fits.cut.Workshop;
import org.nasmyth.fits.packed.UnpackedSource;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
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

  /** How long a packed file waits for room on disk that others use. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final boolean compressed;
  private final Workshop workshop = new Workshop(MEMORY, TILES);
  private final Optional<UnpackedFiles> unpacked;

  /** Reads the settings. */
  @Activate
  public FitsCutouts(FitsCutoutsConfiguration configuration, BundleContext context) {
    this(
        configuration.compressed(),
        configuration.unpackFolder().isBlank()
            ? spool(context.getProperty("nasmyth.home"))
            : Path.of(configuration.unpackFolder().strip()),
        configuration.unpackFileMegabytes() * 1_000_000L,
        configuration.unpackMegabytes() * 1_000_000L);
  }

  private static Path spool(@Nullable String home) {
    return home == null
        ? Path.of(System.getProperty("java.io.tmpdir"))
        : Path.of(home).resolve("spool");
  }

  /**
   * An engine without OSGi that cuts no files that are packed as a whole.
   *
   * @param compressed whether pieces of compressed images stay compressed
   */
  public FitsCutouts(boolean compressed) {
    this.compressed = compressed;
    this.unpacked = Optional.empty();
  }

  /**
   * An engine without OSGi.
   *
   * @param compressed whether pieces of compressed images stay compressed
   * @param folder where packed files are unpacked
   * @param mostOfOne bytes of the largest file that is unpacked
   * @param most bytes of all unpacked files together
   */
  public FitsCutouts(boolean compressed, Path folder, long mostOfOne, long most) {
    this.compressed = compressed;
    this.unpacked =
        mostOfOne > 0 && most > 0
            ? Optional.of(new UnpackedFiles(folder, mostOfOne, most, PATIENCE))
            : Optional.empty();
  }

  /** Removes unpacked files, those that are still used when they are no more. */
  @Deactivate
  public void close() {
    unpacked.ifPresent(UnpackedFiles::close);
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

  /** Whether a file is FITS, perhaps packed as a whole if such files are unpacked. */
  private boolean isFits(DataFile file) {
    boolean packed = false;
    for (@Nullable String name : new String[] {file.name(), file.reference()}) {
      String ending = name == null ? "" : name.toLowerCase(Locale.ROOT);
      String without = ending.replaceFirst("\\.(gz|z)$", "");
      packed |= !without.equals(ending);
      if (without.endsWith(".tar")) {
        return false;
      }
    }
    String type = file.contentType();
    boolean packedType = type != null && type.matches("application/(x-)?(gzip|compress)");
    if (packed && unpacked.isEmpty()) {
      return false;
    }
    return type == null
        || type.toLowerCase(Locale.ROOT).contains("fits")
        || type.equals("application/octet-stream")
        || (packed && packedType);
  }

  @Override
  public Optional<Cutout> prepare(
      Product product, OpenFile file, CutoutRequest request, Cancellation cancellation)
      throws CutoutException, IOException {
    Wishes wishes = new Wishes(request);
    BooleanSupplier cancelled = cancellation::isCancelled;
    try {
      SourceToCut source = source(product, file, cancelled);
      source.open();
      try (source) {
        FitsFile fits = FitsFile.open(source);
        Optional<Cut> cut = new Piece(fits, wishes, compressed, workshop, cancelled).plan();
        fits.checkUnchanged();
        String name = PieceName.of(product.id(), request);
        return cut.map(piece -> new FitsCutout(piece, name, cancellation, source));
      }
    } catch (UnpackingException e) {
      Kind kind =
          switch (e.reason()) {
            case TOO_LARGE -> Kind.USAGE;
            case DAMAGED -> Kind.BAD_FILE;
            case NO_ROOM -> Kind.BUSY;
          };
      throw new CutoutException(kind, String.valueOf(e.getMessage()), e);
    } catch (FitsException e) {
      throw new CutoutException(Kind.BAD_FILE, "The file cannot be cut: " + e.getMessage(), e);
    }
  }

  private SourceToCut source(Product product, OpenFile file, BooleanSupplier cancelled)
      throws CutoutException, IOException {
    OpenFileSource stored = new OpenFileSource(file, product.id());
    if (!UnpackedSource.isPacked(stored)) {
      return stored;
    }
    UnpackedFiles files =
        unpacked.orElseThrow(
            () ->
                new CutoutException(
                    Kind.USAGE,
                    "This file is packed as a whole, so no piece can be cut out of it; download it.",
                    null));
    UnpackedFiles.Key key =
        new UnpackedFiles.Key(
            product.id(),
            String.valueOf(product.file().reference()),
            file.state().path(),
            stored.version());
    return new PackedFile(files, key, stored, cancelled);
  }
}
