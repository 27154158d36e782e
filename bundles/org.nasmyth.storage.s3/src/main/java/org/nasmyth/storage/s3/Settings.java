// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.storage.s3;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bucket and how it is reached.
 *
 * @param endpoint null for Amazon's own of the region
 * @param prefix what all keys begin with; empty, or with a slash at its end
 * @param timeLimit until an answer begins, and for silence within one
 * @param connections the most at once
 */
record Settings(
    @Nullable URI endpoint,
    String region,
    String bucket,
    String prefix,
    boolean pathStyle,
    Credentials credentials,
    Duration timeLimit,
    int connections) {

  /** By what requests are signed. */
  sealed interface Credentials {

    /** A key of the configuration's. */
    record Key(String accessKey, String secretKey) implements Credentials {
      @Override
      public String toString() {
        return "Key[" + accessKey + "]";
      }
    }

    /** A section of a file. */
    record Profile(Path file, String name) implements Credentials {}

    /** By nothing. */
    record Anonymous() implements Credentials {}

    /** By what the machine or its environment has. */
    record Environment() implements Credentials {}
  }

  /**
   * Reads the configuration.
   *
   * @throws IllegalArgumentException if a value is wrong; the message begins with its key
   */
  static Settings of(S3StorageConfiguration configuration) {
    String bucket = configuration.bucket() == null ? "" : configuration.bucket().strip();
    if (!bucket.matches("[A-Za-z0-9][A-Za-z0-9._\\-]{2,62}")) {
      throw new IllegalArgumentException("bucket: '" + bucket + "' is no name of a bucket");
    }
    String region = configuration.region().strip();
    if (!region.matches("[A-Za-z0-9\\-]+")) {
      throw new IllegalArgumentException("region: '" + region + "' is no name of a region");
    }
    if (configuration.timeoutSeconds() < 1) {
      throw new IllegalArgumentException("timeoutSeconds: it has to be 1 or more");
    }
    if (configuration.connections() < 1) {
      throw new IllegalArgumentException("connections: it has to be 1 or more");
    }
    return new Settings(
        endpoint(configuration.endpoint().strip()),
        region,
        bucket,
        prefix(configuration.prefix().strip()),
        configuration.pathStyle(),
        credentials(configuration),
        Duration.ofSeconds(configuration.timeoutSeconds()),
        configuration.connections());
  }

  private static @Nullable URI endpoint(String text) {
    if (text.isEmpty()) {
      return null;
    }
    String fault = "endpoint: '" + text + "' is no address such as https://s3.example.org";
    URI endpoint;
    try {
      endpoint = URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(fault, e);
    }
    if (endpoint.getHost() == null || !List.of("http", "https").contains(endpoint.getScheme())) {
      throw new IllegalArgumentException(fault);
    }
    return endpoint;
  }

  private static String prefix(String text) {
    return text.isEmpty() || text.endsWith("/") ? text : text + "/";
  }

  private static Credentials credentials(S3StorageConfiguration configuration) {
    String accessKey = configuration.accessKey().strip();
    String secretKey = configuration.secretKey().strip();
    String file = configuration.credentialsFile().strip();
    if (accessKey.isEmpty() != secretKey.isEmpty()) {
      throw new IllegalArgumentException(
          accessKey.isEmpty()
              ? "accessKey: it is missing beside secretKey"
              : "secretKey: it is missing or empty beside accessKey");
    }
    List<Credentials> given = new ArrayList<>();
    if (!accessKey.isEmpty()) {
      given.add(new Credentials.Key(accessKey, secretKey));
    }
    if (!file.isEmpty()) {
      Path path = Path.of(file);
      if (!path.isAbsolute()) {
        throw new IllegalArgumentException(
            "credentialsFile: '" + file + "' is not an absolute path");
      }
      given.add(new Credentials.Profile(path, configuration.profile().strip()));
    }
    if (configuration.anonymous()) {
      given.add(new Credentials.Anonymous());
    }
    if (given.size() > 1) {
      throw new IllegalArgumentException(
          "accessKey, credentialsFile, anonymous: only one of them can be used");
    }
    return given.isEmpty() ? new Credentials.Environment() : given.get(0);
  }
}
