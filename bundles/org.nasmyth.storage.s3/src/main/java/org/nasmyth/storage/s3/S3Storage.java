// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.storage.s3;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.storage.FileState;
import org.nasmyth.api.storage.OpenFile;
import org.nasmyth.api.storage.PathTemplate;
import org.nasmyth.api.storage.Storage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Files in a bucket of an object store, found by path templates and read by ranges. Amazon's
 * library is loaded with the first file that is asked for.
 */
@Component(
    name = S3StorageConfiguration.PID,
    service = Storage.class,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = S3StorageConfiguration.class, factory = true)
public final class S3Storage implements Storage {

  private final Settings settings;
  private final PathTemplate template;
  private final Object lock = new Object();
  private @Nullable Bucket bucket;
  private boolean closed;

  /** Reads the settings; a wrong one keeps the component from starting. */
  @Activate
  public S3Storage(S3StorageConfiguration configuration) {
    this.settings = Settings.of(configuration);
    this.template = PathTemplate.read(configuration.pattern(), List.of(configuration.paths()));
  }

  /** Ends the connections. */
  @Deactivate
  public void close() {
    synchronized (lock) {
      closed = true;
      if (bucket != null) {
        bucket.close();
      }
    }
  }

  @Override
  public Optional<FileState> find(String reference) throws IOException {
    return look(reference).map(StoredObject::state);
  }

  @Override
  public OpenFile open(String reference) throws IOException {
    return look(reference).orElseThrow(() -> new NoSuchFileException("file of the archive"));
  }

  private Optional<StoredObject> look(String reference) throws IOException {
    for (String path : template.of(reference)) {
      if (PathTemplate.leadsDown(path)) {
        Optional<StoredObject> found = bucket().find(path);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private Bucket bucket() throws IOException {
    synchronized (lock) {
      if (closed) {
        throw new IOException("The storage is being taken away.");
      }
      if (bucket == null) {
        bucket = Bucket.of(settings);
      }
      return bucket;
    }
  }
}
