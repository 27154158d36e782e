// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calibration.oca;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** One file {@code org.nasmyth.calibration.oca~<instance>.json}. */
@ObjectClassDefinition(
    id = OcaConfiguration.PID,
    name = "Calibrations by OCA rules",
    description = "Where rules are, and which columns of a database are the keywords of frames.")
public @interface OcaConfiguration {

  /** The factory PID. */
  String PID = "org.nasmyth.calibration.oca";

  @AttributeDefinition(
      name = "Database",
      description = "An OSGi filter that chooses the database, such as (name=obs).")
  String database_target() default "(name=*)";

  @AttributeDefinition(
      name = "Rules",
      description = "The folder of the files of rules; a relative one is below the home.")
  String rules() default "etc/calibration";

  @AttributeDefinition(
      name = "Frames",
      description =
          "Tables of raw frames (kind=raw) and of calibrations made (kind=master), a line each:"
              + " table=schema.name; id=column; KEYWORD=column; …")
  String[] frames() default {};

  @AttributeDefinition(
      name = "Certified after, days",
      description =
          "How old a file has to be to have passed quality control, where no column tells.")
  double certifiedAfterDays() default 2;

  @AttributeDefinition(
      name = "Noon, hours UTC",
      description = "When a night's frames end and the next one's begin; groups end there.")
  double noon() default 16;

  @AttributeDefinition(
      name = "Most rows",
      description = "Of how many rows one search chooses; what lies beyond is told of.")
  int mostRows() default 100000;
}
