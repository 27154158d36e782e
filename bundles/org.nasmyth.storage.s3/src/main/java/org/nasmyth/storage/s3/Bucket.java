// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.storage.s3;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.AccessDeniedException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.storage.FileState;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** A bucket, asked through Amazon's library. Safe for any thread. */
final class Bucket implements AutoCloseable {

  private final Settings settings;
  private final S3Client client;
  private final AtomicBoolean seen = new AtomicBoolean();

  private Bucket(Settings settings, S3Client client) {
    this.settings = settings;
    this.client = client;
  }

  /**
   * Prepares to ask; asks nothing yet.
   *
   * @throws IOException if the credentials cannot be read
   */
  static Bucket of(Settings settings) throws IOException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try {
      // The library looks for parts of its own through the thread.
      thread.setContextClassLoader(S3Client.class.getClassLoader());
      return new Bucket(settings, client(settings));
    } catch (SdkException | IllegalStateException | IllegalArgumentException e) {
      // The last two tell of a file of credentials that is not there or makes no sense.
      throw new IOException("The object store cannot be asked: " + e.getMessage(), e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static S3Client client(Settings settings) {
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(settings.region()))
            .forcePathStyle(settings.pathStyle())
            .credentialsProvider(credentials(settings.credentials()))
            // A range has no checksum to compare with; other stores than Amazon's know none at all.
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .overrideConfiguration(limits -> limits.apiCallTimeout(settings.timeLimit()))
            .httpClient(
                Apache5HttpClient.builder()
                    .maxConnections(settings.connections())
                    .connectionTimeout(settings.timeLimit())
                    .socketTimeout(settings.timeLimit())
                    .connectionAcquisitionTimeout(settings.timeLimit())
                    .build());
    if (settings.endpoint() != null) {
      builder.endpointOverride(settings.endpoint());
    }
    return builder.build();
  }

  private static AwsCredentialsProvider credentials(Settings.Credentials given) {
    if (given instanceof Settings.Credentials.Key key) {
      return StaticCredentialsProvider.create(
          AwsBasicCredentials.create(key.accessKey(), key.secretKey()));
    }
    if (given instanceof Settings.Credentials.Profile profile) {
      return ProfileCredentialsProvider.builder()
          .profileName(profile.name())
          .profileFile(
              ProfileFile.builder()
                  .content(profile.file())
                  .type(ProfileFile.Type.CREDENTIALS)
                  .build())
          .build();
    }
    return given instanceof Settings.Credentials.Anonymous
        ? AnonymousCredentialsProvider.create()
        : DefaultCredentialsProvider.builder().build();
  }

  /**
   * Looks for an object.
   *
   * @param path below the prefix; leads down
   * @return empty if there is none
   * @throws AccessDeniedException if the store refuses to say
   * @throws IOException if the store cannot be asked
   */
  Optional<StoredObject> find(String path) throws IOException {
    try {
      HeadObjectResponse head =
          client.headObject(request -> request.bucket(settings.bucket()).key(key(path)));
      seen.set(true);
      if (head.eTag() == null || head.contentLength() == null) {
        throw new IOException("The object store does not tell an object's length and entity tag.");
      }
      Instant modified = head.lastModified() == null ? Instant.EPOCH : head.lastModified();
      String version =
          head.eTag().replaceAll("[^A-Za-z0-9._\\-]", "")
              + "-"
              + Long.toHexString(head.contentLength());
      FileState state = new FileState(path, head.contentLength(), modified, version);
      return Optional.of(new StoredObject(this, head.eTag(), state));
    } catch (AwsServiceException e) {
      if (e.statusCode() == 404) {
        requireBucket();
        return Optional.empty();
      }
      throw refused(e);
    } catch (SdkException e) {
      throw failed(e);
    }
  }

  /** A HEAD is answered alike for an object and for a bucket that is not there. */
  private void requireBucket() throws IOException {
    if (seen.get()) {
      return;
    }
    try {
      client.headBucket(request -> request.bucket(settings.bucket()));
    } catch (AwsServiceException e) {
      if (e.statusCode() == 404) {
        throw new IOException(
            "The object store" + at() + " has no bucket '" + settings.bucket() + "'.", e);
      }
      // Who may read objects need not be allowed to look at the bucket.
    } catch (SdkException e) {
      throw failed(e);
    }
    seen.set(true);
  }

  /**
   * Reads at least one byte of what was found, by one request for no more than there is room for.
   *
   * @throws IOException if the object is no longer the same, or cannot be read
   */
  int read(StoredObject object, long position, ByteBuffer into) throws IOException {
    long last = Math.min(object.state().size(), position + into.remaining()) - 1;
    try (ResponseInputStream<GetObjectResponse> body =
        client.getObject(
            request ->
                request
                    .bucket(settings.bucket())
                    .key(key(object.state().path()))
                    .ifMatch(object.tag())
                    .range("bytes=" + position + "-" + last))) {
      GetObjectResponse answer = body.response();
      long wanted = last - position + 1;
      if (!object.tag().equals(answer.eTag())) {
        body.abort();
        throw changed(null);
      }
      if (answer.contentLength() == null || answer.contentLength() != wanted) {
        // Not to be read to its end, which may be that of the whole object.
        body.abort();
        throw new IOException(
            "The object store sent "
                + answer.contentLength()
                + " bytes for a range of "
                + wanted
                + ".");
      }
      return copy(body, (int) wanted, into);
    } catch (AwsServiceException e) {
      throw switch (e.statusCode()) {
        case 404, 412, 416 -> changed(e);
        default -> refused(e);
      };
    } catch (SdkException e) {
      throw failed(e);
    }
  }

  /** What arrives before a connection breaks counts; the rest is asked for anew. */
  private static int copy(ResponseInputStream<?> body, int wanted, ByteBuffer into)
      throws IOException {
    ByteBuffer room = into.slice(into.position(), wanted);
    try (ReadableByteChannel channel = Channels.newChannel(body)) {
      int count = 0;
      while (room.hasRemaining() && count >= 0) {
        count = channel.read(room);
      }
    } catch (IOException e) {
      body.abort();
      if (room.position() == 0) {
        throw e;
      }
    }
    if (room.position() == 0) {
      throw new IOException("The object store sent an empty range.");
    }
    into.position(into.position() + room.position());
    return room.position();
  }

  private String key(String path) {
    return settings.prefix() + path;
  }

  private String at() {
    return settings.endpoint() == null
        ? " of region " + settings.region()
        : " at " + settings.endpoint();
  }

  private static IOException changed(@Nullable Throwable cause) {
    return new IOException("The stored object was changed while it was read.", cause);
  }

  private IOException refused(AwsServiceException e) {
    String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
    String status = e.statusCode() + (code == null ? "" : " " + code);
    if (e.statusCode() == 401 || e.statusCode() == 403) {
      AccessDeniedException denied =
          new AccessDeniedException(
              "bucket '" + settings.bucket() + "'",
              null,
              "the object store"
                  + at()
                  + " refuses these credentials ("
                  + status
                  + "). Reading needs s3:GetObject; without s3:ListBucket an object that is not"
                  + " there is answered so, too");
      denied.initCause(e);
      return denied;
    }
    return new IOException("The object store" + at() + " answered with status " + status + ".", e);
  }

  private IOException failed(SdkException e) {
    if (e instanceof AbortedException) {
      InterruptedIOException interrupted = new InterruptedIOException("Reading was interrupted.");
      interrupted.initCause(e);
      return interrupted;
    }
    return new IOException("The object store" + at() + " cannot be asked: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    client.close();
  }
}
