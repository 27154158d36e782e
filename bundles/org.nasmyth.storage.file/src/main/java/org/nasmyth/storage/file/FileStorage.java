// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.storage.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.nasmyth.api.storage.FileState;
import org.nasmyth.api.storage.OpenFile;
import org.nasmyth.api.storage.PathTemplate;
import org.nasmyth.api.storage.Storage;
import org.nasmyth.storage.file.DirectoryTree.Found;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;

/** Files below some directories, found by path templates. */
@Component(
    name = FileStorageConfiguration.PID,
    service = Storage.class,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = FileStorageConfiguration.class, factory = true)
public final class FileStorage implements Storage {

  private final List<DirectoryTree> trees;
  private final PathTemplate template;

  /** Reads the settings; a wrong one keeps the component from starting. */
  @Activate
  public FileStorage(FileStorageConfiguration configuration) {
    this.trees = Arrays.stream(configuration.roots()).map(FileStorage::tree).toList();
    if (trees.isEmpty()) {
      throw new IllegalArgumentException("roots: no directory is named");
    }
    this.template = PathTemplate.read(configuration.pattern(), List.of(configuration.paths()));
  }

  private static DirectoryTree tree(String root) {
    Path path = Path.of(root.strip());
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("roots: '" + root + "' is not an absolute path");
    }
    return new DirectoryTree(path);
  }

  @Override
  public Optional<FileState> find(String reference) throws IOException {
    return look(reference).map(Located::state);
  }

  @Override
  public OpenFile open(String reference) throws IOException {
    Located located =
        look(reference).orElseThrow(() -> new NoSuchFileException("file of the archive"));
    FileChannel channel =
        FileChannel.open(
            located.found.real(), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    return new LocalFile(located.state, located.found, channel);
  }

  private record Located(Found found, FileState state) {}

  private Optional<Located> look(String reference) throws IOException {
    for (String path : template.of(reference)) {
      for (DirectoryTree tree : trees) {
        Optional<Found> found = tree.find(path);
        if (found.isPresent()) {
          return Optional.of(new Located(found.get(), LocalFile.state(path, found.get())));
        }
      }
    }
    return Optional.empty();
  }
}
