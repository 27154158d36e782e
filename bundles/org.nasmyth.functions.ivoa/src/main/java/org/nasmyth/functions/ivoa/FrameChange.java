// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.functions.ivoa;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nasmyth.sphere.DaliShape;
import org.nasmyth.sphere.Frame;

/** What the functions {@code ivo_geom_transform} share. */
final class FrameChange {

  private FrameChange() {}

  /**
   * A geometry with coordinates of another frame.
   *
   * @param arguments the names of two frames, which are case-sensitive, and the numbers
   * @param shape what the numbers mean
   * @throws IllegalArgumentException if a frame is not known
   */
  static double[] apply(List<@Nullable Object> arguments, DaliShape shape) {
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
