// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calibration.oca;

import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.calibration.CascadeMode;

/**
 * A file of rules as its name tells of it: {@code
 * INSTRUMENT[_raw2raw|_raw2master][.YYYY-MM-DD].oca}, or {@code .RLS}. The instrument {@code
 * default} stands for all that have no file of their own.
 *
 * @param path where it is
 * @param instrument in capitals; {@code DEFAULT} for any
 * @param mode for which cascades; null for all
 * @param from from which date on
 * @param changed when it was written
 * @param size in bytes
 */
record RuleFile(
    Path path,
    String instrument,
    @Nullable CascadeMode mode,
    LocalDate from,
    FileTime changed,
    long size) {

  private static final Pattern NAME =
      Pattern.compile(
          "(.+?)(?:_(raw2raw|raw2master))?(?:\\.(\\d{4}-\\d{2}-\\d{2}))?\\.(?:oca|rls)",
          Pattern.CASE_INSENSITIVE);

  private static final String DEFAULT = "DEFAULT";

  /** Reads a name; empty if it is none of a file of rules. */
  static Optional<RuleFile> of(Path path, BasicFileAttributes attributes) {
    Matcher name = NAME.matcher(path.getFileName().toString());
    if (!attributes.isRegularFile() || !name.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new RuleFile(
              path,
              folded(name.group(1)),
              name.group(2) == null ? null : CascadeMode.read(name.group(2)).orElse(null),
              name.group(3) == null ? LocalDate.MIN : LocalDate.parse(name.group(3)),
              attributes.lastModifiedTime(),
              attributes.size()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Instruments are told apart without regard to capitals. */
  private static String folded(String instrument) {
    return instrument.toUpperCase(Locale.ROOT);
  }

  boolean isFor(CascadeMode cascades, LocalDate date) {
    return (mode == null || mode == cascades) && !from.isAfter(date);
  }

  /** Those of an instrument; if there are none, those that are for any. */
  static List<RuleFile> of(String instrument, List<RuleFile> files) {
    List<RuleFile> own = named(folded(instrument), files);
    return own.isEmpty() ? named(DEFAULT, files) : own;
  }

  private static List<RuleFile> named(String instrument, List<RuleFile> files) {
    return files.stream().filter(file -> file.instrument.equals(instrument)).toList();
  }

  String name() {
    return path.getFileName().toString();
  }
}
