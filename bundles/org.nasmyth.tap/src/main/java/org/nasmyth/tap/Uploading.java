// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.UploadSession;
import org.nasmyth.api.jobs.JobInput;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.dali.Attachments;
import org.nasmyth.dali.DaliException;
import org.nasmyth.dali.Spool;
import org.nasmyth.dali.Spool.SpooledFile;
import org.nasmyth.dali.SpoolException;
import org.nasmyth.fetch.FetchException;
import org.nasmyth.fetch.Fetcher;
import org.nasmyth.query.QueryException;
import org.nasmyth.tables.ImportRules;
import org.nasmyth.tables.TableFile;
import org.nasmyth.tables.TableImport;
import org.nasmyth.tables.TableReadException;

/**
 * Brings the tables that queries name in UPLOAD into the database. All limits of uploads hold here:
 * the bytes in the spool, the rows and columns in the import, the addresses in the fetcher. Safe
 * for any thread.
 */
final class Uploading {

  private static final int BUFFER = 64 * 1024;
  private static final int GZIP = 0x1F8B;
  private static final int COMPRESS = 0x1F9D;
  private static final int BZIP2 = 0x425A;

  private final UploadSettings settings;
  private final Spool spool;
  private final Fetcher fetcher;

  /** Uploads of one service. */
  Uploading(UploadSettings settings, Spool spool) {
    this(settings, spool, new Fetcher(settings.rules()));
  }

  Uploading(UploadSettings settings, Spool spool, Fetcher fetcher) {
    this.settings = settings;
    this.spool = spool;
    this.fetcher = fetcher;
  }

  /** Whether queries may bring tables along, if the database can take them. */
  boolean isOffered() {
    return settings.offered();
  }

  /** Where the files of a request go; the caller closes it. */
  Attachments attachments() {
    return settings.offered() ? Attachments.into(spool, Upload.MOST) : Attachments.unwanted();
  }

  /**
   * Loads tables, one after the other.
   *
   * @param files the files that came with the request or job
   * @throws DaliException if a table cannot be had or read
   * @throws QueryException if the database does not take one, or the query was ended
   */
  void load(List<Upload> uploads, JobInput files, UploadSession session, Cancellation cancellation)
      throws DaliException, QueryException, IOException {
    for (Upload upload : uploads) {
      try (SpooledFile content = spool.begin();
          SpooledFile expanded = spool.begin()) {
        Path given = given(upload, files, content, cancellation);
        Path plain = isGzip(given) ? expand(upload, given, expanded) : given;
        refuseCompressed(upload, plain);
        load(upload, plain, session, cancellation);
      } catch (SpoolException e) {
        throw e.toAnswer();
      }
    }
  }

  private Path given(Upload upload, JobInput files, SpooledFile content, Cancellation cancellation)
      throws DaliException, QueryException, IOException {
    if (upload.content() instanceof Upload.Remote remote) {
      return fetch(upload, remote, content, cancellation);
    }
    Upload.Inline inline = (Upload.Inline) upload.content();
    Optional<Path> file = files.file(inline.part());
    if (file.isPresent()) {
      return file.get();
    }
    String text = inline.text();
    if (text == null) {
      throw DaliException.badRequest(
          "UPLOAD of "
              + upload.name()
              + ": the request has no part '"
              + inline.part()
              + "'; send the table as a part of that name of a multipart/form-data body.");
    }
    try (OutputStream out = content.write()) {
      out.write(text.getBytes(UTF_8));
    }
    return content.path();
  }

  private Path fetch(
      Upload upload, Upload.Remote remote, SpooledFile content, Cancellation cancellation)
      throws DaliException, QueryException, IOException {
    Ending ending = new Ending(cancellation);
    try (OutputStream out = content.write()) {
      fetcher.fetch(remote.address(), out, ending::by);
      return content.path();
    } catch (FetchException e) {
      refuseIfEnded(cancellation);
      throw DaliException.badRequest("UPLOAD of " + upload.name() + ": " + e.getMessage());
    } finally {
      ending.close();
    }
  }

  /** Ends what goes on when the query is ended. */
  private static final class Ending {
    private final Cancellation cancellation;
    private Cancellation.@Nullable Registration last;

    Ending(Cancellation cancellation) {
      this.cancellation = cancellation;
    }

    void by(Runnable end) {
      close();
      last = cancellation.onCancel(end);
    }

    void close() {
      if (last != null) {
        last.close();
      }
    }
  }

  private static Path expand(Upload upload, Path given, SpooledFile expanded)
      throws DaliException, IOException {
    try (OutputStream out = expanded.write();
        InputStream in = new BufferedInputStream(Files.newInputStream(given), BUFFER);
        InputStream content = new GZIPInputStream(in, BUFFER)) {
      content.transferTo(out);
      return expanded.path();
    } catch (ZipException | EOFException e) {
      throw DaliException.badRequest(
          "UPLOAD of " + upload.name() + ": it is compressed by gzip, but cut short or broken.");
    }
  }

  private static boolean isGzip(Path file) throws IOException {
    return begin(file) == GZIP;
  }

  private static void refuseCompressed(Upload upload, Path file) throws DaliException, IOException {
    int begin = begin(file);
    if (begin == GZIP || begin == COMPRESS || begin == BZIP2) {
      throw DaliException.badRequest(
          "UPLOAD of "
              + upload.name()
              + ": a table can be compressed once, by gzip; send it so, or as it is.");
    }
  }

  private static int begin(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      int first = in.read();
      return (first << 8) | in.read();
    }
  }

  private void load(Upload upload, Path file, UploadSession session, Cancellation cancellation)
      throws DaliException, QueryException {
    ImportRules rules = new ImportRules(settings.rows(), UploadSettings.MOST_COLUMNS, false);
    TableName name = new TableName(UploadSession.SCHEMA, upload.name());
    try {
      TableImport.Report unused =
          new TableImport(
                  List.of(TableFile.foreign(file, name.toString())),
                  rules,
                  cancellation::isCancelled)
              .into(name, session::begin);
    } catch (TableReadException e) {
      refuseIfEnded(cancellation);
      throw DaliException.badRequest(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      refuseIfEnded(cancellation);
      Thread.currentThread().interrupt();
      throw new QueryException(
          QueryException.Kind.CANCELLED, "The upload was interrupted.", null, e);
    } catch (DatabaseException e) {
      throw failure(e, cancellation);
    }
  }

  private static void refuseIfEnded(Cancellation cancellation) throws QueryException {
    Optional<Cancellation.Reason> reason = cancellation.reason();
    if (reason.isPresent()) {
      throw ended(reason.get(), null);
    }
  }

  /** What a failure of the database means for the query that brought the tables. */
  static QueryException failure(DatabaseException e, Cancellation cancellation) {
    Optional<Cancellation.Reason> reason = cancellation.reason();
    if (reason.isPresent()) {
      return ended(reason.get(), e);
    }
    QueryException.Kind kind =
        switch (e.kind()) {
          case BAD_VALUE, UNSUPPORTED, CONFLICT -> QueryException.Kind.BAD_QUERY;
          case CANCELLED -> QueryException.Kind.CANCELLED;
          case TOO_LARGE -> QueryException.Kind.TOO_LARGE;
          case UNAVAILABLE -> QueryException.Kind.UNAVAILABLE;
          case FAULT -> QueryException.Kind.FAULT;
        };
    return new QueryException(kind, String.valueOf(e.getMessage()), null, e);
  }

  private static QueryException ended(Cancellation.Reason reason, @Nullable Throwable cause) {
    return reason == Cancellation.Reason.TIME_LIMIT
        ? new QueryException(
            QueryException.Kind.TIME_LIMIT, "The time limit ended the upload.", null, cause)
        : new QueryException(
            QueryException.Kind.CANCELLED,
            "The upload was ended: by its user, or because the service is shutting down.",
            null,
            cause);
  }
}
