// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.storage.file;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** One file {@code org.nasmyth.storage.file~<instance>.json}. */
@ObjectClassDefinition(
    id = FileStorageConfiguration.PID,
    name = "Storage in files",
    description = "Directory trees of this machine that hold an archive's files.")
public @interface FileStorageConfiguration {

  /** The factory PID. */
  String PID = "org.nasmyth.storage.file";

  @AttributeDefinition(name = "Name", description = "A short word by which the storage is known.")
  String name() default "files";

  @AttributeDefinition(
      name = "Roots",
      description =
          "The directories, absolute. Nothing outside them is ever read, whatever links lead out.")
  String[] roots() default {};

  @AttributeDefinition(
      name = "Paths",
      description =
          "Where a file is below a root, tried in order: {0} is the catalogue's reference, {1} to"
              + " {9} are the groups of the pattern.")
  String[] paths() default {"{0}"};

  @AttributeDefinition(
      name = "Pattern",
      description = "A regular expression that takes references apart for the paths.")
  String pattern() default ".*";
}
