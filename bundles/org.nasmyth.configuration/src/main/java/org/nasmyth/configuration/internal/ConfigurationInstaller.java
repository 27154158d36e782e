// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.configuration.internal;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.nasmyth.configuration.BrokenConfigurationException;
import org.nasmyth.configuration.ConfigurationFile;
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
 */
@Component(service = ArtifactInstaller.class)
public final class ConfigurationInstaller implements ArtifactInstaller {
  /** Where a configuration came from, for messages about the component that got it. */
  private static final String FILE = "org.nasmyth.configuration.file";

  /** Lets a component of any bundle have the configuration. */
  private static final String ANY_BUNDLE = "?";

  private static final Logger log = LoggerFactory.getLogger(ConfigurationInstaller.class);
  private final ConfigurationAdmin configurations;

  /**
   * Starts the installer.
   *
   * @param configurations what it keeps in step
   */
  @Activate
  public ConfigurationInstaller(@Reference ConfigurationAdmin configurations) {
    this.configurations = configurations;
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

  private Configuration find(Path file) throws IOException {
    String pid = ConfigurationFile.pid(file);
    Optional<String> name = ConfigurationFile.name(file);
    return name.isPresent()
        ? configurations.getFactoryConfiguration(pid, name.get(), ANY_BUNDLE)
        : configurations.getConfiguration(pid, ANY_BUNDLE);
  }
}
