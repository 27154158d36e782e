// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.launcher;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.connect.ConnectContent;
import org.osgi.framework.connect.ConnectModule;
import org.osgi.framework.connect.ModuleConnector;

/**
 * Connects bundles whose classes the launcher's own class path has (OSGi Core 8, chapter 60). They
 * are bundles like all others but for their class loader, which the virtual machine can give
 * classes from its class-data archive.
 */
final class ResidentBundles implements ModuleConnector {
  private static final String SCHEME = "resident:";

  /** The location to install a resident bundle by. */
  static String location(Path jar) {
    return SCHEME + jar;
  }

  @Override
  public void initialize(@Nullable File storage, Map<String, String> configuration) {}

  @Override
  public Optional<ConnectModule> connect(String location) {
    return location.startsWith(SCHEME)
        ? Optional.of(new Jar(Path.of(location.substring(SCHEME.length()))))
        : Optional.empty();
  }

  @Override
  public Optional<BundleActivator> newBundleActivator() {
    return Optional.empty();
  }

  /** A jar of the class path. */
  private static final class Jar implements ConnectModule, ConnectContent {
    private final Path path;
    private @Nullable JarFile file;

    Jar(Path path) {
      this.path = path;
    }

    @Override
    public ConnectContent getContent() {
      return this;
    }

    @Override
    public synchronized void open() throws IOException {
      if (file == null) {
        file = new JarFile(path.toFile(), false);
      }
    }

    @Override
    public synchronized void close() throws IOException {
      if (file != null) {
        file.close();
        file = null;
      }
    }

    @Override
    public Optional<Map<String, String>> getHeaders() {
      Map<String, String> headers = new HashMap<>();
      try {
        Manifest manifest = opened().getManifest();
        if (manifest != null) {
          manifest
              .getMainAttributes()
              .forEach((key, value) -> headers.put(key.toString(), value.toString()));
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read the manifest of " + path, e);
      }
      return Optional.of(headers);
    }

    @Override
    public Iterable<String> getEntries() {
      return opened().stream().map(ZipEntry::getName).toList();
    }

    @Override
    public Optional<ConnectEntry> getEntry(String name) {
      JarFile opened = opened();
      return Optional.ofNullable(opened.getEntry(name)).map(entry -> new Entry(opened, entry));
    }

    @Override
    public Optional<ClassLoader> getClassLoader() {
      return Optional.of(ResidentBundles.class.getClassLoader());
    }

    private synchronized JarFile opened() {
      if (file == null) {
        throw new IllegalStateException(path + " is closed");
      }
      return file;
    }
  }

  private record Entry(JarFile file, ZipEntry entry) implements ConnectContent.ConnectEntry {
    @Override
    public String getName() {
      return entry.getName();
    }

    @Override
    public long getContentLength() {
      return entry.getSize();
    }

    @Override
    public long getLastModified() {
      return entry.getTime();
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return file.getInputStream(entry);
    }
  }
}
