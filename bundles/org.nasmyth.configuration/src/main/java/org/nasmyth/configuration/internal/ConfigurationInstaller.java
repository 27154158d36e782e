// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.configuration.internal;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.nasmyth.configuration.BrokenConfigurationException;
import org.nasmyth.configuration.ConfigurationFile;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the JSON files of watched folders into configurations. File Install's own reader takes the
 * part of a file name behind a hyphen for the instance, so that it cannot name factory instances as
 * the OSGi specification does, by a tilde.
 *
 * <p>The files of the server's {@code etc} are read when the installer starts, before any component
 * of a later start level, so that none of them starts without its configuration only to start again
 * with it. From then on File Install reports what changes.
 */
@Component(service = ArtifactInstaller.class, immediate = true)
public final class ConfigurationInstaller implements ArtifactInstaller {
  /** Where a configuration came from, for messages about the component that got it. */
  private static final String FILE = "org.nasmyth.configuration.file";

  /** The framework property that tells the server's home. */
  private static final String HOME = "nasmyth.home";

  /** Lets a component of any bundle have the configuration. */
  private static final String ANY_BUNDLE = "?";

  private static final Logger log = LoggerFactory.getLogger(ConfigurationInstaller.class);
  private final ConfigurationAdmin configurations;

  /**
   * Starts the installer.
   *
   * @param context knows the server's home
   * @param configurations what it keeps in step
   * @throws IOException if the folder of configurations cannot be read
   */
  @Activate
  public ConfigurationInstaller(BundleContext context, @Reference ConfigurationAdmin configurations)
      throws IOException {
    this.configurations = configurations;
    String home = context.getProperty(HOME);
    if (home != null) {
      installAll(Path.of(home).resolve("etc"));
    }
  }

  @Override
  public boolean canHandle(File artifact) {
    return ConfigurationFile.isOne(artifact.toPath());
  }

  @Override
  public void install(File artifact) throws IOException {
    update(artifact);
  }

  @Override
  public void update(File artifact) throws IOException {
    Path file = artifact.toPath();
    ConfigurationFile content;
    try {
      content = ConfigurationFile.read(file);
    } catch (BrokenConfigurationException e) {
      // Not thrown on: File Install would try the same file again and again.
      log.error("{}. Its component stays off until the file is mended.", e.getMessage());
      find(file).delete();
      return;
    }
    Map<String, Object> properties = new HashMap<>(content.properties());
    properties.put(FILE, file.toString());
    if (find(file).updateIfDifferent(FrameworkUtil.asDictionary(properties))) {
      log.debug("Configured from {}", file);
    }
  }

  @Override
  public void uninstall(File artifact) throws IOException {
    find(artifact.toPath()).delete();
  }

  private void installAll(Path etc) throws IOException {
    try (Stream<Path> files = Files.list(etc)) {
      for (Path file : files.filter(ConfigurationFile::isOne).sorted().toList()) {
        update(file.toFile());
      }
    }
  }

  private Configuration find(Path file) throws IOException {
    String pid = ConfigurationFile.pid(file);
    Optional<String> name = ConfigurationFile.name(file);
    return name.isPresent()
        ? configurations.getFactoryConfiguration(pid, name.get(), ANY_BUNDLE)
        : configurations.getConfiguration(pid, ANY_BUNDLE);
  }
}
