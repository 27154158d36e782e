// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The address under which a client sees a service. */
public final class BaseUrl {

  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9._\\-]+(:\\d{1,5})?|\\[[0-9a-fA-F:.]+](:\\d{1,5})?");
  private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9._~\\-]+)*/?");
  private static final Pattern PORT = Pattern.compile("\\d{1,5}");

  private BaseUrl() {}

  /**
   * The service's address, without a slash at the end.
   *
   * @param configured the address that the operator gave; null or blank to take the one that the
   *     client used, which a reverse proxy tells by {@code X-Forwarded-Proto}, {@code -Host},
   *     {@code -Port} and {@code -Prefix}
   */
  public static String of(HttpServletRequest request, @Nullable String configured) {
    if (configured != null && !configured.isBlank()) {
      return withoutSlash(configured.strip());
    }
    String scheme =
        forwarded(request, "Proto", Pattern.compile("https?")).orElse(request.getScheme());
    String host = forwarded(request, "Host", HOST).orElseGet(() -> direct(request));
    String port = forwarded(request, "Port", PORT).orElse("");
    if (!port.isEmpty() && !host.matches(".*:\\d+") && !isDefault(scheme, port)) {
      host = host + ":" + port;
    }
    String prefix = forwarded(request, "Prefix", PREFIX).map(BaseUrl::withoutSlash).orElse("");
    return withoutSlash(
        scheme + "://" + host + prefix + request.getContextPath() + request.getServletPath());
  }

  private static String direct(HttpServletRequest request) {
    String port = String.valueOf(request.getServerPort());
    return request.getServerName() + (isDefault(request.getScheme(), port) ? "" : ":" + port);
  }

  private static boolean isDefault(String scheme, String port) {
    return port.equals(scheme.equals("https") ? "443" : "80");
  }

  private static Optional<String> forwarded(
      HttpServletRequest request, String what, Pattern valid) {
    return Optional.ofNullable(request.getHeader("X-Forwarded-" + what))
        .map(value -> value.split(",", 2)[0].strip())
        .filter(value -> valid.matcher(value).matches());
  }

  private static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
