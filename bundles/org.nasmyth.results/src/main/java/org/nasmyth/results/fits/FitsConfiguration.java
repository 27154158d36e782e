// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.fits;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration of the FITS format: the file {@code org.nasmyth.results.fits.json}. */
@ObjectClassDefinition(
    id = FitsConfiguration.PID,
    name = "FITS results",
    description = "Where and how much of a result is kept aside before it can be written as FITS.")
public @interface FitsConfiguration {

  /** The PID. */
  String PID = "org.nasmyth.results.fits";

  @AttributeDefinition(
      name = "Folder",
      description =
          "Where results are kept aside, best on a local disk; empty for the folder spool of the"
              + " server's home.")
  String folder() default "";

  @AttributeDefinition(
      name = "Largest result",
      description = "The most megabytes of one result that are kept aside.",
      min = "1")
  int megabytes() default 20_000;
}
