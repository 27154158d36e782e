// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.features;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Puts the jars of a server into its folders.
 *
 * <p>{@code bin/lib} and {@code bundles} hold the jars, {@code native} the unpacked native
 * libraries. {@code bin/classpath} and {@code bundles/start.list} tell the launcher what to do with
 * them. A jar that is already there and as new is left alone, so that the launcher's class-data
 * archive, which is bound to times of change, stays valid.
 */
final class Layout {
  private final Path root;
  private final TreeMap<String, Path> written = new TreeMap<>();
  private final List<String> classPath = new ArrayList<>();
  private final List<String> startList = new ArrayList<>();

  /**
   * Prepares to write.
   *
   * @param root the folder of the distribution
   */
  Layout(Path root) {
    this.root = root;
  }

  /** Adds one jar of a feature. */
  void add(Feature feature, Part part, Path jar) throws IOException {
    String folder = folder(feature, part);
    String name = folder + part.artifactId() + ".jar";
    if (part.kind() != Part.Kind.BUNDLE) {
      classPath.add(name);
    }
    if (part.kind() != Part.Kind.LIBRARY && !feature.optional()) {
      startList.add(
          feature.level()
              + " "
              + (part.kind() == Part.Kind.RESIDENT ? "resident" : "bundle")
              + " "
              + (feature.http() ? "http" : "always")
              + " "
              + name);
    }
    Path target = target(name);
    if (isNewer(jar, target)) {
      if (part.natives().isEmpty()) {
        Files.copy(jar, target, StandardCopyOption.REPLACE_EXISTING);
      } else {
        copyWithout(part.natives(), jar, target);
      }
      Files.setLastModifiedTime(target, Files.getLastModifiedTime(jar));
    }
    for (Part.Native library : part.natives()) {
      unpack(jar, library);
    }
  }

  private static String folder(Feature feature, Part part) {
    if (part.kind() == Part.Kind.LIBRARY) {
      return "bin/lib/";
    }
    return feature.optional() ? "optional/" + feature.name() + "/" : "bundles/";
  }

  /** Writes the launcher's lists and removes what earlier builds left. */
  void finish() throws IOException {
    writeIfChanged("bin/classpath", classPath);
    writeIfChanged("bundles/start.list", startList);
    for (String folder : List.of("bin/lib", "bundles", "native", "optional")) {
      removeStale(root.resolve(folder));
    }
  }

  private void unpack(Path jar, Part.Native library) throws IOException {
    Path target = target("native/" + library.file());
    if (!isNewer(jar, target)) {
      return;
    }
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      ZipEntry entry = zip.getEntry(library.entry());
      if (entry == null) {
        throw new IOException(jar.getFileName() + " has no entry " + library.entry());
      }
      try (InputStream in = zip.getInputStream(entry)) {
        Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.setLastModifiedTime(target, Files.getLastModifiedTime(jar));
  }

  private static void copyWithout(List<Part.Native> natives, Path jar, Path target)
      throws IOException {
    // A server that runs keeps reading the file that it has opened.
    Files.deleteIfExists(target);
    Set<String> left = natives.stream().map(Part.Native::entry).collect(Collectors.toSet());
    try (ZipFile zip = new ZipFile(jar.toFile());
        OutputStream file = Files.newOutputStream(target);
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (ZipEntry entry : zip.stream().toList()) {
        if (left.contains(entry.getName())) {
          continue;
        }
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setLastModifiedTime(FileTime.fromMillis(0));
        out.putNextEntry(copy);
        try (InputStream in = zip.getInputStream(entry)) {
          in.transferTo(out);
        }
      }
    }
  }

  private Path target(String name) throws IOException {
    Path target = root.resolve(name);
    Files.createDirectories(target.getParent());
    written.put(name, target);
    return target;
  }

  private static boolean isNewer(Path jar, Path target) throws IOException {
    return !Files.exists(target)
        || !Files.getLastModifiedTime(jar).equals(Files.getLastModifiedTime(target));
  }

  private void writeIfChanged(String name, List<String> lines) throws IOException {
    Path file = target(name);
    if (!Files.exists(file) || !Files.readAllLines(file).equals(lines)) {
      Files.write(file, lines);
    }
  }

  private void removeStale(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    TreeSet<Path> kept = new TreeSet<>(written.values());
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!kept.contains(file)) {
          Files.delete(file);
        }
      }
    }
  }
}
