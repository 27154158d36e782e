// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.choice;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.results.ResultFormat;
import org.nasmyth.exchange.Exchange;
import org.nasmyth.exchange.Lease;
import org.nasmyth.results.ChosenFormat;
import org.nasmyth.results.ResultFormats;
import org.nasmyth.results.UnknownFormatException;
import org.nasmyth.results.choice.AcceptHeader.Acceptance;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The formats that are registered as OSGi services. */
@Component(service = ResultFormats.class)
public final class InstalledFormats implements ResultFormats {

  private static final String DEFAULT = "votable";
  private static final String SERVICE_RANKING = "service.ranking";
  private static final int LONGEST_NAME = 128;

  private final Exchange<ResultFormat> exchange;

  /** With the patience of a running server. */
  public InstalledFormats() {
    this(new Exchange<>(Duration.ofSeconds(3), Duration.ofSeconds(10)));
  }

  /** With an exchange of one's own. */
  public InstalledFormats(Exchange<ResultFormat> exchange) {
    this.exchange = exchange;
  }

  /**
   * Adds a format.
   *
   * @param properties its service properties, of which the ranking is read
   */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      unbind = "formatLeaves")
  public void addFormat(ResultFormat format, Map<String, ?> properties) {
    exchange.join(
        format,
        namesOf(format),
        properties.get(SERVICE_RANKING) instanceof Integer rank ? rank : 0);
  }

  /** Takes a format away whose plugin is stopping, perhaps only to be started anew. */
  public void formatLeaves(ResultFormat format, ServiceReference<ResultFormat> reference) {
    Bundle plugin = reference.getBundle();
    removeFormat(format, () -> plugin.getState() == Bundle.UNINSTALLED);
  }

  /**
   * Takes a format away, after its present users.
   *
   * @param forGood whether no successor will come, as far as is known when it is asked
   */
  public void removeFormat(ResultFormat format, BooleanSupplier forGood) {
    boolean unused = exchange.leave(format, forGood);
  }

  /** Ends the waiting for formats that will not come. */
  @Deactivate
  public void close() {
    exchange.close();
  }

  @Override
  public ChosenFormat choose(@Nullable String requested, @Nullable String accept)
      throws UnknownFormatException {
    String wanted = requested == null ? "" : FormatName.normalise(requested);
    if (wanted.isEmpty()) {
      wanted = accept == null ? DEFAULT : accepted(accept);
    }
    if (wanted.length() > LONGEST_NAME) {
      wanted = wanted.substring(0, LONGEST_NAME) + "…";
    }
    Optional<Lease<ResultFormat>> lease = exchange.lease(wanted);
    if (lease.isEmpty()) {
      throw unknown(wanted);
    }
    return new ChosenFormat(lease.get(), contentType(wanted, lease.get().part()));
  }

  @Override
  public List<ResultFormat> formats() {
    return exchange.parts().stream()
        .sorted(
            Comparator.comparing((ResultFormat format) -> !namesOf(format).contains(DEFAULT))
                .thenComparing(ResultFormat::mediaType))
        .toList();
  }

  /** The name of the format that a header likes best; the default if it likes none. */
  private String accepted(String header) {
    AcceptHeader accept = AcceptHeader.parse(header);
    String best = DEFAULT;
    Acceptance highest = new Acceptance(0, Integer.MAX_VALUE);
    for (ResultFormat format : formats()) {
      for (String name : mediaTypesOf(format)) {
        Optional<Acceptance> acceptance = accept.of(name);
        if (acceptance.isPresent() && acceptance.get().isBetterThan(highest)) {
          highest = acceptance.get();
          best = name;
        }
      }
    }
    return highest.weight() > 0 ? best : DEFAULT;
  }

  /** A format's media types, its own first. */
  private static List<String> mediaTypesOf(ResultFormat format) {
    return Stream.concat(Stream.of(format.mediaType()), format.aliases().stream())
        .map(FormatName::normalise)
        .filter(FormatName::isMediaType)
        .distinct()
        .toList();
  }

  private UnknownFormatException unknown(String wanted) {
    List<String> shown = new ArrayList<>();
    Set<String> all = new LinkedHashSet<>();
    for (ResultFormat format : formats()) {
      all.addAll(namesOf(format));
      shown.add(format.aliases().isEmpty() ? format.mediaType() : format.aliases().get(0));
    }
    String meant =
        Spelling.nearest(wanted, all).map(name -> " Did you mean '" + name + "'?").orElse("");
    return new UnknownFormatException(
        "The format '"
            + wanted
            + "' is not offered."
            + meant
            + " Offered are: "
            + String.join(", ", shown)
            + ".");
  }

  private static Set<String> namesOf(ResultFormat format) {
    Set<String> names = new LinkedHashSet<>();
    format.aliases().forEach(alias -> names.add(FormatName.normalise(alias)));
    names.add(FormatName.normalise(format.mediaType()));
    return names;
  }

  private static String contentType(String wanted, ResultFormat format) {
    String type = FormatName.normalise(format.mediaType());
    if (FormatName.isMediaType(wanted) && !wanted.equals(type)) {
      return withCharset(wanted);
    }
    return withCharset(format.mediaType());
  }

  private static String withCharset(String type) {
    return type.startsWith("text/") && !type.contains("charset=") ? type + ";charset=UTF-8" : type;
  }
}
