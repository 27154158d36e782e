// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sphere;

import java.util.ArrayList;
import java.util.List;

/**
 * Everything that lies in at least one of several regions. Members may overlap or touch.
 *
 * @param members one member or more, none of them a union: unions inside unions are dissolved
 */
public record Union(List<Region> members) implements Region {
  /**
   * Makes a union.
   *
   * @throws InvalidRegionException if there is no member
   */
  public Union {
    if (members.isEmpty()) {
      throw new InvalidRegionException("A union needs at least one member.");
    }
    List<Region> flat = new ArrayList<>(members.size());
    for (Region member : members) {
      if (member instanceof Union union) {
        flat.addAll(union.members());
      } else {
        flat.add(member);
      }
    }
    members = List.copyOf(flat);
  }

  /**
   * Makes a union.
   *
   * @param members one region or more
   * @return the union
   * @throws InvalidRegionException if there is no member
   */
  public static Union of(Region... members) {
    return new Union(List.of(members));
  }

  @Override
  public PreparedRegion prepare() {
    List<Shape> shapes = new ArrayList<>(members.size());
    for (Region member : members) {
      shapes.addAll(member.prepare().shapes());
    }
    return PreparedRegion.of(this, shapes);
  }
}
