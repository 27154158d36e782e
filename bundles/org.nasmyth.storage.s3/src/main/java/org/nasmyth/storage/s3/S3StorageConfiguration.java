// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.storage.s3;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** One file {@code org.nasmyth.storage.s3~<instance>.json}. */
@ObjectClassDefinition(
    id = S3StorageConfiguration.PID,
    name = "Storage in S3",
    description = "A bucket of an S3 object store that holds an archive's files.")
public @interface S3StorageConfiguration {

  /** The factory PID. */
  String PID = "org.nasmyth.storage.s3";

  @AttributeDefinition(name = "Name", description = "A short word by which the storage is known.")
  String name() default "s3";

  @AttributeDefinition(
      name = "Endpoint",
      description =
          "The address of the object store, such as https://s3.example.org; empty for Amazon's own"
              + " of the region.")
  String endpoint() default "";

  @AttributeDefinition(
      name = "Region",
      description = "The region of the bucket, which is part of each request's signature.")
  String region() default "us-east-1";

  @AttributeDefinition(name = "Bucket", description = "The bucket's name.")
  String bucket();

  @AttributeDefinition(
      name = "Prefix",
      description =
          "The folder in the bucket below which files are, such as archive/2026; empty for all of"
              + " it. Nothing outside is ever read.")
  String prefix() default "";

  @AttributeDefinition(
      name = "Paths",
      description =
          "Where a file is below the prefix, tried in order: {0} is the catalogue's reference, {1}"
              + " to {9} are the groups of the pattern.")
  String[] paths() default {"{0}"};

  @AttributeDefinition(
      name = "Pattern",
      description = "A regular expression that takes references apart for the paths.")
  String pattern() default ".*";

  @AttributeDefinition(
      name = "Path style",
      description =
          "Whether the bucket's name is the first step of addresses' paths instead of a part of"
              + " the host's name; most stores but Amazon's want it.")
  boolean pathStyle() default false;

  @AttributeDefinition(
      name = "Access key",
      description = "The identifier of the key that requests are signed with.")
  String accessKey() default "";

  @AttributeDefinition(
      name = "Secret key",
      description = "The secret part of that key; write $[env:NAME] to keep it out of the file.",
      type = AttributeType.PASSWORD)
  String secretKey() default "";

  @AttributeDefinition(
      name = "Credentials file",
      description =
          "Instead of a key: a file in the form of Amazon's ~/.aws/credentials, absolute.")
  String credentialsFile() default "";

  @AttributeDefinition(
      name = "Profile",
      description = "The section of the credentials file that is used.")
  String profile() default "default";

  @AttributeDefinition(
      name = "Anonymous",
      description =
          "Whether requests are not signed, for buckets that everybody may read. Without this, a"
              + " key or a credentials file, credentials are looked for as Amazon's tools do it:"
              + " environment variables, ~/.aws, the container's or machine's role.")
  boolean anonymous() default false;

  @AttributeDefinition(
      name = "Time limit",
      description =
          "How long a request may take until its answer begins, repeated attempts included, and"
              + " how long a connection may stay silent, in seconds.",
      min = "1")
  int timeoutSeconds() default 30;

  @AttributeDefinition(
      name = "Connections",
      description = "How many requests run at once; others wait.",
      min = "1")
  int connections() default 50;
}
