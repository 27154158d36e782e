// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.soda;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nasmyth.dali.DaliException;
import org.nasmyth.dali.Parameters;
import org.nasmyth.products.ArchiveNames;

/**
 * What a request or a job asks for (SODA 1.0, section 3): one cut-out of each combination of the
 * values of its parameters; or those of a list.
 *
 * @param orders the cut-outs, at least one
 * @param asTar whether they are wanted as one tar file
 * @param repeated why there are several, as the name of a parameter; null where there is one
 * @param prefix the user's label for the tar file; null for none
 */
record SodaRequest(
    List<Order> orders, boolean asTar, @Nullable String repeated, @Nullable String prefix) {

  /** The parameter that holds a list of cut-outs. */
  static final String LIST = "CUTOUTS";

  /** All parameters that are known. */
  static final Set<String> NAMES =
      Set.of(
          "ID",
          "POS",
          "CIRCLE",
          "POLYGON",
          "BAND",
          "TIME",
          "POL",
          "SUB",
          "PIXEL",
          "PREFIX",
          "MASK",
          "COMPRESSED",
          "RESPONSEFORMAT",
          "RUNID",
          LIST);

  /** The parameters that a job has at most once. */
  static final Set<String> SINGLE = Set.of("PREFIX", "MASK", "COMPRESSED", "RESPONSEFORMAT", LIST);

  private static final String FORMAT = "RESPONSEFORMAT";

  /**
   * Reads and checks the parameters.
   *
   * @param most the most cut-outs
   * @throws DaliException of status 400 if one is wrong or missing
   */
  static SodaRequest of(Parameters parameters, ArchiveNames names, int most) throws DaliException {
    String list = parameters.single(LIST).orElse(null);
    String prefix = Combinations.prefix(parameters);
    if (list == null) {
      Combinations wanted = Combinations.of(parameters, names);
      refuseTooMany(wanted.count(), most);
      return new SodaRequest(
          wanted.orders(), isTar(parameters, false), wanted.repeated().orElse(null), prefix);
    }
    List<Order> orders = new ArrayList<>();
    for (CutoutList.Line line : CutoutList.of(list, most)) {
      try {
        Combinations wanted = Combinations.of(joined(parameters, line.parameters()), names);
        refuseTooMany(orders.size() + wanted.count(), most);
        orders.addAll(wanted.orders());
      } catch (DaliException e) {
        throw DaliException.badRequest(
            "Line " + line.number() + " of " + LIST + ": " + e.getMessage());
      }
    }
    return new SodaRequest(orders, isTar(parameters, true), LIST, prefix);
  }

  private static void refuseTooMany(long count, int most) throws DaliException {
    if (count > most) {
      throw DaliException.badRequest(
          "These are "
              + count
              + " cut-outs or more; "
              + most
              + " can be asked for here. Send several requests.");
    }
  }

  /** What holds for one line of a list: what it says, and for the rest what is said for all. */
  private static Parameters joined(Parameters common, Map<String, List<String>> line)
      throws DaliException {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (String name : common.names()) {
      if (!name.equals(LIST)) {
        all.put(name, common.all(name));
      }
    }
    all.putAll(line);
    return Parameters.of(all);
  }

  private static boolean isTar(Parameters parameters, boolean otherwise) throws DaliException {
    String format = parameters.single(FORMAT).orElse("").strip().toLowerCase(Locale.ROOT);
    return switch (format) {
      case "" -> otherwise;
      case "tar", "application/x-tar" -> true;
      case "fits", "application/fits", "image/fits" -> false;
      default ->
          throw DaliException.badRequest(
              FORMAT
                  + " '"
                  + Numbers.shortened(format)
                  + "' is not offered; write fits, or tar for several cut-outs in one file.");
    };
  }
}
