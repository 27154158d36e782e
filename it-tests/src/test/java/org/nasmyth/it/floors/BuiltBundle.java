// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.floors;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * What a built bundle says of itself.
 *
 * @param folder the name of its folder in the checkout
 * @param symbolicName its symbolic name
 * @param floor the floor it stands on; plugins from outside, which do not say, stand on the top one
 * @param imports the packages that it imports
 * @param exports the packages that it exports, with their versions; empty where one has none
 * @param packages the packages that it contains
 * @param versioned those of them whose {@code package-info} has a {@code @Version}
 */
record BuiltBundle(
    String folder,
    String symbolicName,
    int floor,
    Set<String> imports,
    Map<String, String> exports,
    Set<String> packages,
    Set<String> versioned) {

  /** The floor of faces and plugins. */
  static final int TOP = 4;

  private static final byte[] VERSION_ANNOTATION =
      "Lorg/osgi/annotation/versioning/Version;".getBytes(StandardCharsets.US_ASCII);

  /**
   * Reads a bundle.
   *
   * @param folder the bundle's folder, compiled
   */
  static BuiltBundle read(Path folder) {
    Path classes = folder.resolve("target").resolve("classes");
    Attributes headers = headers(classes.resolve("META-INF").resolve("MANIFEST.MF"));
    String floor = headers.getValue("Nasmyth-Floor");
    Set<String> packages = new TreeSet<>();
    Set<String> versioned = new TreeSet<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        String name = classes.relativize(file.getParent()).toString().replace('/', '.');
        packages.add(name);
        if (file.endsWith("package-info.class") && contains(file, VERSION_ANNOTATION)) {
          versioned.add(name);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new BuiltBundle(
        folder.getFileName().toString(),
        PackageHeader.parse(headers.getValue("Bundle-SymbolicName")).keySet().iterator().next(),
        floor == null ? TOP : Integer.parseInt(floor),
        PackageHeader.parse(headers.getValue("Import-Package")).keySet(),
        versions(headers.getValue("Export-Package")),
        packages,
        versioned);
  }

  /** Whether it does nothing but carry a library that is no bundle. */
  boolean wrapsLibrary() {
    return symbolicName.startsWith("org.nasmyth.wrap.");
  }

  private static Map<String, String> versions(String exportHeader) {
    Map<String, String> versions = new TreeMap<>();
    PackageHeader.parse(exportHeader)
        .forEach((name, attributes) -> versions.put(name, attributes.getOrDefault("version", "")));
    return versions;
  }

  private static Attributes headers(Path manifest) {
    try (InputStream in = Files.newInputStream(manifest)) {
      return new Manifest(in).getMainAttributes();
    } catch (IOException e) {
      throw new UncheckedIOException("Build the bundle first: " + e.getMessage(), e);
    }
  }

  private static boolean contains(Path file, byte[] wanted) throws IOException {
    String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    return content.contains(new String(wanted, StandardCharsets.ISO_8859_1));
  }
}
