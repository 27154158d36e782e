// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.functions.ivoa;

import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.functions.FunctionBody;
import org.nasmyth.api.functions.FunctionSignature;
import org.nasmyth.api.functions.FunctionSignature.Parameter;
import org.nasmyth.api.metadata.ValueType;
import org.osgi.service.component.annotations.Component;

/**
 * The function {@code ivo_hasword}: all words of one text in another. A word is a run of letters
 * and digits; words are not stemmed.
 */
@Component
public final class HasWord implements AdqlFunction {

  @Override
  public FunctionSignature signature() {
    return FunctionSignature.of(
        "ivo_hasword",
        ValueType.INT,
        new Parameter("haystack", ValueType.STRING),
        new Parameter("needle", ValueType.STRING));
  }

  @Override
  public String description() {
    return "1 if a text has all the words of another, ignoring case, 0 if not.";
  }

  @Override
  public FunctionBody body() {
    return FunctionBody.java(
            arguments -> words(arguments.get(0)).containsAll(words(arguments.get(1))) ? 1 : 0)
        .with(
            "postgresql",
            "CAST(regexp_split_to_array(lower({0}), '[^[:alnum:]]+') @>"
                + " array_remove(regexp_split_to_array(lower({1}), '[^[:alnum:]]+'), '')"
                + " AS integer)");
  }

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

  private static Set<String> words(@Nullable Object text) {
    return WORD.matcher(String.valueOf(text).toLowerCase(Locale.ROOT))
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toSet());
  }
}
