// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The configuration of the engine: the file {@code org.nasmyth.cutout.fits.json}, if there is one.
 */
@ObjectClassDefinition(
    id = FitsCutoutsConfiguration.PID,
    name = "Cut-outs of FITS files",
    description = "How pieces are cut out of FITS files.")
public @interface FitsCutoutsConfiguration {

  /** The PID. */
  String PID = "org.nasmyth.cutout.fits";

  @AttributeDefinition(
      name = "Compressed",
      description =
          "Whether pieces of images that are compressed in tiles stay compressed. Tiles that a box"
              + " cuts in two are then decoded and compressed without loss, twice for each piece.")
  boolean compressed() default false;
}
