// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.features;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** Writes the list as a feature repository of Apache Karaf. */
final class KarafFeatures {
  private final String version;
  private final Function<Part, String> versions;

  /**
   * Prepares to write.
   *
   * @param version the version of the features
   * @param versions the version of a part
   */
  KarafFeatures(String version, Function<Part, String> versions) {
    this.version = version;
    this.versions = versions;
  }

  /** Writes the repository. Features without bundles are left out. */
  void write(FeatureList list, Path file) throws IOException {
    StringBuilder xml = new StringBuilder();
    xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<features name=\"nasmyth-").append(version).append('"');
    xml.append(" xmlns=\"http://karaf.apache.org/xmlns/features/v1.6.0\">\n");
    for (Feature feature : list.features()) {
      if (feature.hasBundles()) {
        append(xml, feature);
      }
    }
    xml.append("</features>\n");
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, xml);
  }

  private void append(StringBuilder xml, Feature feature) {
    xml.append("  <feature name=\"nasmyth-").append(feature.name());
    xml.append("\" version=\"").append(version).append("\">\n");
    for (String other : feature.needs()) {
      xml.append("    <feature>nasmyth-").append(other).append("</feature>\n");
    }
    for (String other : feature.karaf()) {
      xml.append("    <feature>").append(other).append("</feature>\n");
    }
    if (feature.karaf().isEmpty()) {
      for (Part part : feature.parts()) {
        xml.append("    <bundle start-level=\"").append(80 + feature.level()).append("\">mvn:");
        xml.append(part.groupId()).append('/').append(part.artifactId()).append('/');
        xml.append(versions.apply(part)).append("</bundle>\n");
      }
    }
    xml.append("  </feature>\n");
  }
}
