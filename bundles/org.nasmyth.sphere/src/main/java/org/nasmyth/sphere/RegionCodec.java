// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sphere;

import com.google.common.geometry.S2Point;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The binary form of regions, for storage where they are read often. It keeps coordinates exactly
 * and what was found out when the region was checked, so that reading repeats no checks: the
 * orientation of polygons and their enclosing circles.
 *
 * <p>Layout, big endian: the byte 0x53, the version 1, then a region. A region is a kind byte
 * followed by, for kind 1 (position), two doubles; kind 2 (circle), three doubles; kind 3
 * (polygon), a byte of flags, the enclosing circle as unit vector and radius in radians (four
 * doubles), a 32-bit count and two doubles for each vertex; kind 4 (union), a 32-bit count and the
 * members. The frame is not part of it.
 *
 * <p>Only bytes that {@link #encode} made may be read: foreign ones are detected where they do not
 * follow the layout, but a polygon's shape is not checked again.
 */
public final class RegionCodec {
  private static final byte MAGIC = 0x53;
  private static final byte VERSION = 1;
  private static final byte POSITION = 1;
  private static final byte CIRCLE = 2;
  private static final byte POLYGON = 3;
  private static final byte UNION = 4;
  private static final int CLOCKWISE = 1;
  private static final int ORIGIN_INSIDE = 2;
  private static final int POINT_BYTES = 2 * Double.BYTES;
  private static final int POLYGON_HEAD_BYTES = 2 + 4 * Double.BYTES + Integer.BYTES;

  private RegionCodec() {}

  /**
   * Writes a region.
   *
   * @param region the region
   * @return its binary form
   */
  public static byte[] encode(Region region) {
    ByteBuffer out = ByteBuffer.allocate(2 + size(region));
    out.put(MAGIC).put(VERSION);
    write(region, out);
    return out.array();
  }

  /**
   * Reads a region.
   *
   * @param bytes what {@link #encode} made
   * @return an equal region
   * @throws InvalidRegionException if the bytes do not follow the layout
   */
  public static Region decode(byte[] bytes) {
    return decode(ByteBuffer.wrap(bytes));
  }

  /**
   * Reads a region.
   *
   * @param bytes from its position to its limit, what {@link #encode} made; its state is left alone
   * @return an equal region
   * @throws InvalidRegionException if the bytes do not follow the layout
   */
  public static Region decode(ByteBuffer bytes) {
    ByteBuffer in = bytes.duplicate();
    try {
      byte magic = in.get();
      byte version = in.get();
      if (magic != MAGIC || version != VERSION) {
        throw new InvalidRegionException(
            "Not the binary form of a region in version 1: it begins with the bytes "
                + magic
                + " and "
                + version
                + ".");
      }
      Region region = read(in, true);
      if (in.hasRemaining()) {
        throw new InvalidRegionException(
            "The binary form of a region is followed by " + in.remaining() + " bytes too many.");
      }
      return region;
    } catch (BufferUnderflowException e) {
      throw new InvalidRegionException("The binary form of a region ends too soon.", e);
    }
  }

  private static int size(Region region) {
    if (region instanceof Position) {
      return 1 + POINT_BYTES;
    }
    if (region instanceof Circle) {
      return 1 + POINT_BYTES + Double.BYTES;
    }
    if (region instanceof Polygon polygon) {
      return POLYGON_HEAD_BYTES + polygon.vertices().size() * POINT_BYTES;
    }
    return 1
        + Integer.BYTES
        + ((Union) region).members().stream().mapToInt(RegionCodec::size).sum();
  }

  private static void write(Region region, ByteBuffer out) {
    if (region instanceof Position position) {
      out.put(POSITION);
      write(position.point(), out);
    } else if (region instanceof Circle circle) {
      out.put(CIRCLE);
      write(circle.centre(), out);
      out.putDouble(circle.radius());
    } else if (region instanceof Polygon polygon) {
      write(polygon, out);
    } else {
      List<Region> members = ((Union) region).members();
      out.put(UNION).putInt(members.size());
      members.forEach(member -> write(member, out));
    }
  }

  private static void write(Polygon polygon, ByteBuffer out) {
    PolygonOutline outline = polygon.outline();
    int flags =
        (polygon.isClockwise() ? CLOCKWISE : 0) | (outline.originInside() ? ORIGIN_INSIDE : 0);
    Disc cap = outline.cap();
    out.put(POLYGON).put((byte) flags);
    out.putDouble(cap.centre().getX());
    out.putDouble(cap.centre().getY());
    out.putDouble(cap.centre().getZ());
    out.putDouble(cap.radius());
    out.putInt(polygon.vertices().size());
    polygon.vertices().forEach(vertex -> write(vertex, out));
  }

  private static void write(SkyPoint point, ByteBuffer out) {
    out.putDouble(point.longitude()).putDouble(point.latitude());
  }

  private static Region read(ByteBuffer in, boolean unionAllowed) {
    byte kind = in.get();
    return switch (kind) {
      case POSITION -> new Position(readPoint(in));
      case CIRCLE -> new Circle(readPoint(in), in.getDouble());
      case POLYGON -> readPolygon(in);
      default -> {
        if (kind == UNION && unionAllowed) {
          yield readUnion(in);
        }
        throw new InvalidRegionException(
            "The binary form of a region has the unknown kind " + kind + ".");
      }
    };
  }

  private static Region readPolygon(ByteBuffer in) {
    int flags = in.get();
    S2Point centre = new S2Point(in.getDouble(), in.getDouble(), in.getDouble());
    double radius = in.getDouble();
    int count = readCount(in, 3, POINT_BYTES);
    List<SkyPoint> vertices = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      vertices.add(readPoint(in));
    }
    Disc cap = new Disc(centre, radius);
    return Polygon.checked(vertices, (flags & CLOCKWISE) != 0, (flags & ORIGIN_INSIDE) != 0, cap);
  }

  private static Region readUnion(ByteBuffer in) {
    int count = readCount(in, 1, 1 + POINT_BYTES);
    List<Region> members = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      members.add(read(in, false));
    }
    return new Union(members);
  }

  private static int readCount(ByteBuffer in, int least, int bytesEach) {
    int count = in.getInt();
    if (count < least || count > in.remaining() / bytesEach) {
      throw new InvalidRegionException(
          "The binary form of a region has the impossible count " + count + ".");
    }
    return count;
  }

  private static SkyPoint readPoint(ByteBuffer in) {
    return new SkyPoint(in.getDouble(), in.getDouble());
  }
}
