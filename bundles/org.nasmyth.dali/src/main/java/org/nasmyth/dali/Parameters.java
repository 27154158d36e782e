// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.nasmyth.api.jobs.Job;

/**
 * The parameters of a request: names in any case, an empty value is as good as none (DALI 1.1,
 * section 3.1). Read from the query string and, of a POST, from a body of type {@code
 * application/x-www-form-urlencoded} or {@code multipart/form-data}; files in the latter become
 * {@link Attachments}.
 */
public final class Parameters {

  private static final int MOST_PARAMETERS = 20_000;

  private final Map<String, List<String>> values = new LinkedHashMap<>();
  private int count;

  Parameters() {}

  /**
   * Reads a request's parameters.
   *
   * @param mostBytes the most bytes of a body that are taken, files not counted
   * @param attachments gets the files
   * @throws DaliException of status 400 if they are too large or malformed, 413 if a file is too
   *     large, 503 if there is no room for it now
   */
  public static Parameters of(HttpServletRequest request, int mostBytes, Attachments attachments)
      throws DaliException, IOException {
    Parameters parameters = new Parameters();
    String query = request.getQueryString();
    if (query != null) {
      FormText.parse(query, parameters);
    }
    if (request.getMethod().equals("POST")) {
      RequestBody.read(request, mostBytes, parameters, attachments);
    }
    return parameters;
  }

  /**
   * Reads the parameters of a request whose files nobody wants; they are read and dropped.
   *
   * @param mostBytes the most bytes of a body that are taken, files not counted
   * @throws DaliException of status 400 if they are too large or malformed
   */
  public static Parameters of(HttpServletRequest request, int mostBytes)
      throws DaliException, IOException {
    try (Attachments dropped = Attachments.unwanted()) {
      return of(request, mostBytes, dropped);
    }
  }

  /**
   * Parameters that were read before, such as those of a job.
   *
   * @param values their values by name, in order
   * @throws DaliException of status 400 if there are too many
   */
  public static Parameters of(Map<String, List<String>> values) throws DaliException {
    Parameters parameters = new Parameters();
    for (Map.Entry<String, List<String>> parameter : values.entrySet()) {
      for (String value : parameter.getValue()) {
        parameters.add(parameter.getKey(), value);
      }
    }
    return parameters;
  }

  /**
   * The parameters of a job.
   *
   * @throws DaliException of status 400 if there are too many
   */
  public static Parameters of(Job job) throws DaliException {
    Parameters parameters = new Parameters();
    for (Job.Parameter parameter : job.parameters()) {
      parameters.add(parameter.name(), parameter.value());
    }
    return parameters;
  }

  void add(String name, String value) throws DaliException {
    if (++count > MOST_PARAMETERS) {
      throw DaliException.badRequest(
          "The request has more than " + MOST_PARAMETERS + " parameters.");
    }
    if (!value.isBlank()) {
      values.computeIfAbsent(name.toUpperCase(Locale.ROOT), k -> new ArrayList<>(1)).add(value);
    }
  }

  /**
   * The value of a parameter that may be given once.
   *
   * @return empty if it is absent or blank
   * @throws DaliException of status 400 if it is given with different values
   */
  public Optional<String> single(String name) throws DaliException {
    List<String> given = all(name);
    if (given.stream().distinct().count() > 1) {
      throw DaliException.badRequest(
          "The parameter " + name + " is given " + given.size() + " times; give it once.");
    }
    return given.stream().findFirst();
  }

  /** All values of a parameter, in order; blank ones left out. */
  public List<String> all(String name) {
    return List.copyOf(values.getOrDefault(name.toUpperCase(Locale.ROOT), List.of()));
  }

  /** The names that have a value, in upper case. */
  public List<String> names() {
    return List.copyOf(values.keySet());
  }
}
