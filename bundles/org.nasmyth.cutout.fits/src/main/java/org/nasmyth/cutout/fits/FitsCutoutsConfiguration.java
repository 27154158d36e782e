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

  @AttributeDefinition(
      name = "Folder for unpacked files",
      description =
          "Where files that are packed as a whole (.fits.Z, .fits.gz) are unpacked to be cut, best"
              + " on a local disk; empty for the folder spool of the server's home.")
  String unpackFolder() default "";

  @AttributeDefinition(
      name = "Largest unpacked file",
      description =
          "The most megabytes that a packed file may have when it is unpacked; 0 if none is to be"
              + " unpacked.",
      min = "0")
  int unpackFileMegabytes() default 4_000;

  @AttributeDefinition(
      name = "Room for unpacked files",
      description =
          "The most megabytes of all unpacked files together. They stay for further cut-outs until"
              + " others need their room, or the server stops.",
      min = "0")
  int unpackMegabytes() default 10_000;
}
