// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.storage.http;

import java.io.IOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import org.nasmyth.api.storage.FileState;
import org.nasmyth.api.storage.OpenFile;
import org.nasmyth.api.storage.Storage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;

/** Files below one address of a web server, read by ranges. Redirects are not followed. */
@Component(
    name = HttpStorageConfiguration.PID,
    service = Storage.class,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = HttpStorageConfiguration.class, factory = true)
public final class HttpStorage implements Storage {

  private final Origin origin;
  private final List<String> suffixes;

  /** Reads the settings; a wrong one keeps the component from starting. */
  @Activate
  public HttpStorage(HttpStorageConfiguration configuration) {
    URI base;
    try {
      String text = configuration.origin().strip();
      base = URI.create(text.endsWith("/") ? text : text + "/");
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "origin: '" + configuration.origin() + "' is no address", e);
    }
    if (base.getHost() == null || !List.of("http", "https").contains(base.getScheme())) {
      throw new IllegalArgumentException(
          "origin: '" + configuration.origin() + "' is no address of a web server");
    }
    this.origin = new Origin(base, configuration.authorization(), configuration.timeoutSeconds());
    this.suffixes = List.of(configuration.suffixes());
  }

  @Override
  public Optional<FileState> find(String reference) throws IOException {
    for (String suffix : suffixes) {
      Optional<FileState> state = origin.look(reference + suffix);
      if (state.isPresent()) {
        return state;
      }
    }
    return Optional.empty();
  }

  @Override
  public OpenFile open(String reference) throws IOException {
    FileState state =
        find(reference).orElseThrow(() -> new NoSuchFileException("file of the archive"));
    return new DistantFile(origin, state);
  }
}
