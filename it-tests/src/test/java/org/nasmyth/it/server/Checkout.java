// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The checkout that is being tested: where its built parts are, and where test data are that the
 * project may use but not contain.
 *
 * @param root the folder of the reactor
 */
public record Checkout(Path root) {

  /** The checkout that holds the working directory. */
  public static Checkout here() {
    Path start = Path.of("").toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve("nasmyth")) || Files.exists(folder.resolve(".git"))) {
        return new Checkout(folder);
      }
    }
    throw new IllegalStateException(start + " is in no checkout: no folder above holds nasmyth.");
  }

  /** The folders of the bundles, by name. */
  public List<Path> bundleFolders() {
    return modules(root.resolve("bundles"));
  }

  /** The folders of the example plugins, by name. */
  public List<Path> exampleFolders() {
    return modules(root.resolve("examples"));
  }

  /** The jar of an example plugin, such as {@code org.nasmyth.example.function}. */
  public Path exampleJar(String name) {
    return only(root.resolve("examples").resolve(name).resolve("target"), name + "-*.jar");
  }

  /** The distribution as people download it. */
  public Path archive() {
    return only(root.resolve("distribution").resolve("target"), "nasmyth-*.tar.gz");
  }

  /** Where tests put homes of servers, logs and what else they make. */
  public Path testFolder() {
    return root.resolve("it-tests").resolve("target").resolve("servers");
  }

  /**
   * Data that lie beside the checkout in {@code ../shared}, real answers and files of others.
   *
   * @param name a file or folder in it
   * @return empty if this machine has none
   */
  public Optional<Path> shared(String name) {
    return Optional.of(root.resolveSibling("shared").resolve(name)).filter(Files::exists);
  }

  private static List<Path> modules(Path parent) {
    List<Path> folders = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(parent)) {
      for (Path child : children) {
        if (Files.exists(child.resolve("pom.xml"))) {
          folders.add(child);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    folders.sort(null);
    return folders;
  }

  private static Path only(Path folder, String glob) {
    try (DirectoryStream<Path> matches = Files.newDirectoryStream(folder, glob)) {
      List<Path> found = new ArrayList<>();
      matches.forEach(found::add);
      if (found.size() != 1) {
        throw new IllegalStateException(
            "Wanted one " + glob + " in " + folder + ", found " + found + ": run the build first.");
      }
      return found.get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
