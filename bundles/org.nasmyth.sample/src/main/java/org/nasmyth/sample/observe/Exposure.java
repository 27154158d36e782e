// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.observe;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.nasmyth.sample.sky.Coordinates;
import org.nasmyth.sample.sky.Moment;

/**
 * One raw frame.
 *
 * @param setup how the instrument was used
 * @param filter the filter; null for none
 * @param start when it began
 * @param seconds how long it lasted
 * @param category SCIENCE, ACQUISITION, CALIB or TECHNICAL
 * @param type as dbo.raw.dp_type
 * @param technique as dbo.raw.dp_tech
 * @param object as dbo.raw.object
 * @param pointing where the telescope pointed; null where it did not matter
 * @param programme the programme that it was taken for
 * @param block the observation block that it belongs to
 * @param template the template that took it
 * @param number its place within the template, from 1
 * @param night the evening's date
 * @param fileName its name at the telescope
 */
public record Exposure(
    Setup setup,
    @Nullable String filter,
    Moment start,
    double seconds,
    String category,
    String type,
    String technique,
    String object,
    @Nullable Coordinates pointing,
    Programme programme,
    Block block,
    Template template,
    int number,
    LocalDate night,
    String fileName) {

  /**
   * An observation block.
   *
   * @param id its number
   * @param name its name
   * @param target its target; null for calibrations
   * @param start when it began
   * @param container the number of the group that it belongs to; 0 for none
   */
  public record Block(int id, String name, @Nullable Target target, Moment start, int container) {}

  /**
   * A run of a template within an observation block.
   *
   * @param id the template's identifier
   * @param name the template's name
   * @param start when it began
   * @param sequence its place within the block, from 1
   * @param exposures how many exposures it makes
   */
  public record Template(String id, String name, Moment start, int sequence, int exposures) {}

  /** Its identifier, dbo.raw.dp_id. */
  public String dpId() {
    return setup.instrument().prefix() + "." + start.iso();
  }

  /** The instrument that took it. */
  public Instrument instrument() {
    return setup.instrument();
  }

  /** When it ended. */
  public Moment end() {
    return start.plusSeconds(seconds);
  }

  /** When it becomes public: calibrations at once, others as the programme says. */
  public Moment release() {
    return category.equals("SCIENCE") || category.equals("ACQUISITION")
        ? programme.release(start)
        : start;
  }
}
