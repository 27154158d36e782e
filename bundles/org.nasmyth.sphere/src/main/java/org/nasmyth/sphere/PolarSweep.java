// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sphere;

import com.google.common.geometry.S2Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Exact areas of unions, overlaps and differences of shapes.
 *
 * <p>A ray turns about a pole. Between the azimuths of corners and crossings it meets the same
 * boundaries in the same order, and what lies between the pole and a boundary has a closed form; so
 * each sector is a sum of such terms, added where the ray leaves the wanted area and subtracted
 * where it enters. Boundaries that coincide within rounding may be met in either order: then what
 * lies between them is rounding too. No closed chains need to be put together, which is what makes
 * this safe for shared edges and vertices.
 */
final class PolarSweep {
  /** The golden angle: candidates for the pole that never line up. */
  private static final double SPIRAL = 2.399963229728653;

  private static final int CANDIDATES = 24;

  private final List<Shape> shapes = new ArrayList<>();
  private final int firsts;
  private final Wanted wanted;
  private final Tangent frame;
  private final List<PolarCurve> curves = new ArrayList<>();

  /** Area in steradians and the integral of the direction over it. */
  record Measure(double area, S2Point moment) {
    static final Measure NOTHING = new Measure(0, new S2Point(0, 0, 0));
  }

  private interface Wanted {
    boolean test(int firsts, int seconds);
  }

  private PolarSweep(
      List<? extends Shape> first, List<? extends Shape> second, Disc around, Wanted wanted) {
    shapes.addAll(first);
    this.firsts = first.size();
    shapes.addAll(second);
    this.wanted = wanted;
    this.frame = new Tangent(pole(around));
    for (int i = 0; i < shapes.size(); i++) {
      for (Arc arc : Arc.of(shapes.get(i))) {
        curves.add(new PolarCurve(arc.in(frame), i));
      }
    }
  }

  static Measure union(List<? extends Shape> shapes, Disc cap) {
    List<? extends Shape> solid = solid(shapes);
    if (solid.isEmpty()) {
      return Measure.NOTHING;
    }
    return new PolarSweep(solid, List.of(), cap, (a, b) -> a > 0).measure();
  }

  static Measure overlap(List<Shape> first, Disc firstCap, List<Shape> second, Disc secondCap) {
    List<Shape> a = meeting(solid(first), second);
    List<Shape> b = meeting(solid(second), a);
    if (a.isEmpty() || b.isEmpty()) {
      return Measure.NOTHING;
    }
    Disc smaller = firstCap.radius() < secondCap.radius() ? firstCap : secondCap;
    return new PolarSweep(a, b, smaller, (m, n) -> m > 0 && n > 0).measure();
  }

  /** What of a shape lies outside all others. */
  static Measure outside(Shape shape, List<Shape> others) {
    return new PolarSweep(List.of(shape), solid(others), shape.cap(), (a, b) -> a > 0 && b == 0)
        .measure();
  }

  private static <S extends Shape> List<S> solid(List<S> shapes) {
    return shapes.stream()
        .filter(s -> !(s instanceof Disc disc && disc.radius() <= Shape.TOLERANCE))
        .toList();
  }

  private static List<Shape> meeting(List<Shape> shapes, List<Shape> others) {
    return shapes.stream()
        .filter(s -> others.stream().anyMatch(o -> s.cap().intersects(o.cap())))
        .toList();
  }

  /** A point near the middle that keeps clear of every boundary. */
  private S2Point pole(Disc around) {
    double scale = Math.min(around.radius(), 1);
    Tangent middle = new Tangent(around.centre());
    S2Point best = around.centre();
    double bestClearance = -1;
    for (int i = 0; i < CANDIDATES && bestClearance < 0.02 * scale; i++) {
      double distance = 0.9 * scale * Math.sqrt((i + 0.31) / CANDIDATES);
      S2Point candidate =
          S2Point.normalize(middle.out(PolarMoments.point(i * SPIRAL + 0.7, distance)));
      double clearance = clearance(candidate);
      if (clearance > bestClearance) {
        bestClearance = clearance;
        best = candidate;
      }
    }
    return best;
  }

  private double clearance(S2Point p) {
    double clearance = Math.PI;
    for (Shape shape : shapes) {
      double distance =
          shape instanceof Disc disc
              ? Math.abs(UnitVectors.angle(p, disc.centre()) - disc.radius())
              : ((Outline) shape).boundaryDistance(p);
      clearance = Math.min(clearance, distance);
    }
    return clearance;
  }

  private Measure measure() {
    PolarMoments sum = new PolarMoments();
    double[] events = events();
    boolean[] atPole = new boolean[shapes.size()];
    for (int i = 0; i < atPole.length; i++) {
      atPole[i] =
          shapes.get(i) instanceof Disc disc
              ? UnitVectors.angle(frame.pole(), disc.centre()) < disc.radius()
              : ((Outline) shapes.get(i)).interior(frame.pole());
    }
    Ray ray = new Ray(2 * curves.size());
    for (int i = 1; i < events.length; i++) {
      if (events[i] > events[i - 1]) {
        sector(events[i - 1], events[i], ray, atPole.clone(), sum);
      }
    }
    return new Measure(sum.area(), frame.out(sum.moment()));
  }

  private void sector(double from, double to, Ray ray, boolean[] inside, PolarMoments sum) {
    ray.cast((from + to) / 2);
    int a = 0;
    int b = 0;
    for (int i = 0; i < inside.length; i++) {
      if (inside[i]) {
        a += i < firsts ? 1 : 0;
        b += i < firsts ? 0 : 1;
      }
    }
    boolean in = wanted.test(a, b);
    for (int i = 0; i < ray.count; i++) {
      PolarCurve curve = curves.get(ray.curve[i]);
      int shape = curve.shape();
      inside[shape] = !inside[shape];
      int step = inside[shape] ? 1 : -1;
      a += shape < firsts ? step : 0;
      b += shape < firsts ? 0 : step;
      boolean now = wanted.test(a, b);
      if (now != in) {
        curve.addTo(sum, from, to, ray.branch[i], now ? -1 : 1);
        in = now;
      }
    }
    if (in) {
      sum.addLune(from, to);
    }
  }

  private double[] events() {
    List<Double> found = new ArrayList<>();
    for (double quarter = -Math.PI; quarter < 4; quarter += Math.PI / 2) {
      found.add(quarter);
    }
    for (int i = 0; i < curves.size(); i++) {
      PolarCurve curve = curves.get(i);
      for (double corner : curve.corners()) {
        found.add(wrap(corner));
      }
      for (int j = i + 1; j < curves.size(); j++) {
        PolarCurve other = curves.get(j);
        if (curve.shape() != other.shape()
            && shapes.get(curve.shape()).cap().intersects(shapes.get(other.shape()).cap())) {
          for (double contact : curve.arc().contacts(other.arc())) {
            found.add(PolarCurve.azimuth(curve.arc().point(contact)));
          }
        }
      }
    }
    double[] events = found.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(events);
    return events;
  }

  /** An azimuth between -pi and pi; one that is there already must stay exactly what it is. */
  private static double wrap(double azimuth) {
    return Math.abs(azimuth) <= Math.PI ? azimuth : Math.IEEEremainder(azimuth, 2 * Math.PI);
  }

  /** The boundaries that one ray meets, nearest to the pole first. */
  private final class Ray {
    private final double[] distance;
    private final int[] curve;
    private final int[] branch;
    private int count;

    Ray(int most) {
      distance = new double[most];
      curve = new int[most];
      branch = new int[most];
    }

    void cast(double azimuth) {
      count = 0;
      for (int i = 0; i < curves.size(); i++) {
        PolarCurve candidate = curves.get(i);
        if (candidate.spans(azimuth) && candidate.exists(azimuth)) {
          meet(i, -1, candidate.distance(azimuth, -1));
          meet(i, 1, candidate.distance(azimuth, 1));
        }
      }
    }

    private void meet(int which, int side, double where) {
      if (!(where <= Math.PI)) {
        return;
      }
      int at = count++;
      while (at > 0 && distance[at - 1] > where) {
        distance[at] = distance[at - 1];
        curve[at] = curve[at - 1];
        branch[at] = branch[at - 1];
        at--;
      }
      distance[at] = where;
      curve[at] = which;
      branch[at] = side;
    }
  }
}
