// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tap;

import java.util.Optional;
import java.util.regex.Pattern;
import org.nasmyth.dali.DaliException;
import org.nasmyth.dali.Parameters;

/**
 * How many rows a result may have (DALI 1.1, section 3.4.4).
 *
 * @param rows the most rows; 0 for the columns only
 * @param advice what the result says if there would have been more
 */
record RowLimit(long rows, String advice) {

  private static final Pattern DIGITS = Pattern.compile("\\+?0*(\\d+)");
  private static final int DIGITS_OF_LONG = 18;
  private static final int SHOWN = 40;

  static RowLimit of(Parameters parameters, TapSettings settings) throws DaliException {
    Optional<String> given = parameters.single("MAXREC").map(String::strip);
    long hard = settings.maxrecHard();
    if (given.isEmpty()) {
      return new RowLimit(
          settings.maxrec(),
          "The result was cut off after %d rows, which is the limit where MAXREC is not given. Send MAXREC for more, up to %d."
              .formatted(settings.maxrec(), hard));
    }
    long asked = parse(given.get());
    if (asked == 0) {
      return new RowLimit(0, "MAXREC=0 asks for no rows.");
    }
    if (asked > hard) {
      return new RowLimit(
          hard,
          "The result was cut off after %d rows, the most that this service delivers. Ask for the rest in another query."
              .formatted(hard));
    }
    return new RowLimit(
        asked,
        "The result was cut off after %d rows, as MAXREC=%d asks. Send a larger MAXREC for more, up to %d."
            .formatted(asked, asked, hard));
  }

  private static long parse(String text) throws DaliException {
    var digits = DIGITS.matcher(text);
    if (!digits.matches()) {
      String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
      throw DaliException.badRequest(
          "MAXREC is '" + shown + "'; it has to be a whole number, 0 or more.");
    }
    return digits.group(1).length() > DIGITS_OF_LONG
        ? Long.MAX_VALUE
        : Long.parseLong(digits.group(1));
  }
}
