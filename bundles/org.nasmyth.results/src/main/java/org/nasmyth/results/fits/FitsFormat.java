// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.fits;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.results.ResultDescription;
import org.nasmyth.api.results.ResultFormat;
import org.nasmyth.api.results.ResultWriter;
import org.nasmyth.api.results.UnwritableResultException;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/**
 * FITS with one binary table (FITS 4.0, section 7.3). Missing whole numbers are the least number of
 * their type. FITS has no characters beyond ASCII: others become question marks.
 */
@Component(service = ResultFormat.class, configurationPid = FitsConfiguration.PID)
@Designate(ocd = FitsConfiguration.class)
public final class FitsFormat implements ResultFormat {

  private static final int MOST_COLUMNS = 999;

  private final Path folder;
  private final long mostBytes;

  /** As configured. */
  @Activate
  public FitsFormat(FitsConfiguration configuration, BundleContext context) {
    this(
        configuration.folder().isBlank()
            ? spool(context.getProperty("nasmyth.home"))
            : Path.of(configuration.folder().strip()),
        configuration.megabytes() * 1_000_000L);
  }

  private static Path spool(@Nullable String home) {
    return home == null
        ? Path.of(System.getProperty("java.io.tmpdir"))
        : Path.of(home).resolve("spool");
  }

  /**
   * Makes the format.
   *
   * @param folder where results are kept aside
   * @param mostBytes the most bytes of one result
   */
  public FitsFormat(Path folder, long mostBytes) {
    this.folder = folder;
    this.mostBytes = mostBytes;
  }

  @Override
  public String mediaType() {
    return "application/fits";
  }

  @Override
  public List<String> aliases() {
    return List.of("fits", "image/fits");
  }

  @Override
  public String fileExtension() {
    return "fits";
  }

  @Override
  public ResultWriter begin(ResultDescription description, OutputStream out)
      throws UnwritableResultException {
    int columns = description.fields().size();
    if (columns > MOST_COLUMNS) {
      throw new UnwritableResultException(
          "The result has "
              + columns
              + " columns, and a table in FITS at most "
              + MOST_COLUMNS
              + ". Select fewer, or ask for another format.",
          null);
    }
    return new FitsWriter(description, out, new Spool(folder, mostBytes));
  }
}
