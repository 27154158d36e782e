// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.functions.ivoa;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.functions.FunctionBody;
import org.nasmyth.sphere.DaliShape;
import org.nasmyth.sphere.Frame;

/** What the functions {@code ivo_geom_transform} share. */
final class FrameChange {

  private FrameChange() {}

  /** How the function is computed of a shape: two names of frames and the numbers. */
  static FunctionBody body(DaliShape shape) {
    return FunctionBody.java(arguments -> apply(arguments, shape))
        .with("postgresql", "nasmyth.frame_change({0}, {1}, {2})");
  }

  /**
   * Refuses names that are no frames. They are case-sensitive.
   *
   * @throws IllegalArgumentException naming those that are known
   */
  static void check(List<@Nullable Object> literals) {
    for (Object name : literals.subList(0, 2)) {
      if (name != null) {
        Frame unused = frame(name);
      }
    }
  }

  private static double[] apply(List<@Nullable Object> arguments, DaliShape shape) {
    Frame from = frame(arguments.get(0));
    Frame to = frame(arguments.get(1));
    double[] numbers = (double[]) Objects.requireNonNull(arguments.get(2));
    return DaliShape.values(from.to(to, shape.region(numbers)));
  }

  private static Frame frame(@Nullable Object name) {
    return Arrays.stream(Frame.values())
        .filter(frame -> frame.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown frame '"
                        + name
                        + "'; known are "
                        + Arrays.stream(Frame.values())
                            .map(Frame::name)
                            .collect(Collectors.joining(", "))));
  }
}
