// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tap;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.jobs.JobLimits;
import org.nasmyth.fetch.FetchRules;
import org.nasmyth.query.QueryRequest.ColumnOrder;
import org.nasmyth.query.QueryRequest.ServiceRules;

/**
 * How one TAP service is set up.
 *
 * @param path where it answers, without slashes around it
 * @param title its name for people
 * @param description one line for people; empty for none
 * @param origin where its data come from
 * @param frame the celestial frame of positions that do not tell theirs; null where unknown
 * @param links the DataLink service for its products
 * @param readdressing how addresses in its tables change
 * @param rules how it reads ADQL
 * @param maxrec the most rows when a client sends no MAXREC
 * @param maxrecHard the most rows, whatever MAXREC says
 * @param outputBytes the most bytes of a result, before any compression
 * @param syncLimit the longest time that a synchronous query may take
 * @param jobLimits the limits of asynchronous queries
 * @param uploads what tables queries may bring along
 * @param baseUrl its public address; null to take it from each request
 * @param examples queries to learn from
 * @param software name and version of the server
 */
record TapSettings(
    String path,
    String title,
    String description,
    Origin origin,
    @Nullable String frame,
    ProductLinks links,
    Readdressing readdressing,
    ServiceRules rules,
    long maxrec,
    long maxrecHard,
    long outputBytes,
    Duration syncLimit,
    JobLimits jobLimits,
    UploadSettings uploads,
    @Nullable String baseUrl,
    List<Example> examples,
    String software) {

  private static final int MOST_REDIRECTS = 5;
  private static final Pattern PATH = Pattern.compile("[A-Za-z0-9._~\\-]+(/[A-Za-z0-9._~\\-]+)*");

  private static final List<String> FRAMES = List.of("ICRS", "eq_FK5", "eq_FK4");

  /** Checks what an operator can have got wrong. */
  TapSettings {
    examples = List.copyOf(examples);
    if (!PATH.matcher(path).matches()) {
      throw new IllegalArgumentException(
          "path: '"
              + path
              + "' is no path; write letters, digits, '.', '_', '~', '-', such as tap_obs");
    }
    if (frame != null && !FRAMES.contains(frame)) {
      throw new IllegalArgumentException(
          "frame: '" + frame + "' is none; write one of " + String.join(", ", FRAMES));
    }
    if (maxrec < 1 || maxrecHard < maxrec) {
      throw new IllegalArgumentException(
          "maxrec: " + maxrec + " has to be at least 1 and at most maxrecHard, " + maxrecHard);
    }
    if (outputBytes < 1) {
      throw new IllegalArgumentException("outputBytes: it has to be at least 1");
    }
    if (syncLimit.isNegative() || syncLimit.isZero()) {
      throw new IllegalArgumentException("syncSeconds: it has to be at least 1");
    }
  }

  static TapSettings of(TapConfiguration configuration, String software) {
    return new TapSettings(
        configuration.path().strip(),
        configuration.title(),
        configuration.description(),
        new Origin(
            nullIfBlank(configuration.publisher()),
            nullIfBlank(configuration.contact()),
            nullIfBlank(configuration.citation()),
            nullIfBlank(configuration.referenceUrl()),
            nullIfBlank(configuration.rightsUri())),
        nullIfBlank(configuration.frame()),
        new ProductLinks(
            configuration.datalink().strip(), List.of(configuration.datalinkColumns())),
        new Readdressing(
            address(configuration.storedAddress()), address(configuration.presentAddress())),
        new ServiceRules(
            nullIfBlank(configuration.defaultSchema()),
            configuration.ignoreCase(),
            columnOrder(configuration.columnOrder()),
            configuration.lowerCaseAliases()),
        configuration.maxrec(),
        configuration.maxrecHard(),
        configuration.outputBytes(),
        Duration.ofSeconds(configuration.syncSeconds()),
        new JobLimits(
            Duration.ofSeconds(configuration.asyncSeconds()),
            Duration.ofSeconds(configuration.asyncSecondsHard()),
            Duration.ofHours(configuration.retentionHours()),
            Duration.ofHours(configuration.retentionHoursHard())),
        new UploadSettings(
            configuration.uploads(),
            configuration.uploadRows(),
            configuration.uploadBytes(),
            configuration.uploadSpace(),
            new FetchRules(
                Set.of(configuration.uploadHosts()),
                Duration.ofSeconds(configuration.uploadSeconds()),
                MOST_REDIRECTS)),
        nullIfBlank(configuration.baseUrl()),
        Example.parse(List.of(configuration.examples())),
        software);
  }

  private static ColumnOrder columnOrder(String word) {
    return switch (word.strip()) {
      case "stored" -> ColumnOrder.AS_STORED;
      case "alphabetical" -> ColumnOrder.ALPHABETICAL;
      default ->
          throw new IllegalArgumentException(
              "columnOrder: '" + word + "' is none; write stored or alphabetical");
    };
  }

  private static String address(String text) {
    String address = text.strip();
    return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
  }

  private static @Nullable String nullIfBlank(String text) {
    return text.isBlank() ? null : text.strip();
  }
}
