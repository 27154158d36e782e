// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.soda;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.jobs.Job;
import org.nasmyth.api.jobs.JobFailedException;
import org.nasmyth.api.jobs.JobHandler;
import org.nasmyth.api.jobs.JobInput;
import org.nasmyth.api.jobs.JobOutput;
import org.nasmyth.dali.DaliException;
import org.nasmyth.dali.Parameters;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Does the service's jobs (SODA 1.0, section 6): each cut-out becomes a result. */
@Component(name = "org.nasmyth.soda.jobs", service = JobHandler.class)
public final class SodaJobs implements JobHandler {

  /** How the service is called in the store of jobs. */
  static final String SERVICE = "soda";

  private static final String TAR = "cutouts";

  private final SodaService service;
  private final Clock clock;

  /** A handler that cuts by the service. */
  @Activate
  public SodaJobs(@Reference SodaService service) {
    this(service, Clock.systemUTC());
  }

  SodaJobs(SodaService service, Clock clock) {
    this.service = service;
    this.clock = clock;
  }

  @Override
  public String service() {
    return SERVICE;
  }

  @Override
  public String run(Job job, JobInput input, JobOutput output, Cancellation cancellation)
      throws JobFailedException, IOException {
    try {
      SodaRequest wanted =
          SodaRequest.of(Parameters.of(job), service.names(), service.settings().mostCutouts());
      Batch batch = new Batch(service, job.owner(), cancellation);
      Batch.Outcome outcome =
          wanted.asTar()
              ? tar(wanted, batch, output, cancellation)
              : batch.run(wanted.orders(), limited(new ResultShelf(output, cancellation)));
      if (outcome.failed() == wanted.orders().size() && outcome.firstFailure().isPresent()) {
        throw outcome.firstFailure().get();
      }
      return outcome.toString();
    } catch (DaliException e) {
      throw new JobFailedException(
          message(e, job, cancellation), e.retryAfter().isPresent(), e.getCause());
    } catch (IOException e) {
      if (e instanceof BodyChannel.WayException) {
        throw e;
      }
      throw new JobFailedException(
          cancellation.isCancelled()
              ? ended(job, cancellation)
              : "Error: A file could not be read while it was cut. Create the job once more.",
          true,
          cancellation.isCancelled() ? null : e);
    }
  }

  private Batch.Outcome tar(
      SodaRequest wanted, Batch batch, JobOutput output, Cancellation cancellation)
      throws DaliException, IOException {
    try (OutputStream file = output.begin(TAR, TarShelf.CONTENT_TYPE, "tar")) {
      BodyChannel body = new BodyChannel(ResultShelf.into(file), cancellation, Long.MAX_VALUE);
      TarShelf shelf = new TarShelf(body, Instant.now(clock));
      Batch.Outcome outcome = batch.run(wanted.orders(), limited(shelf));
      shelf.end();
      body.flush();
      return outcome;
    }
  }

  private Batch.Shelf limited(Batch.Shelf shelf) {
    return new LimitedShelf(shelf, service.settings().mostJobBytes());
  }

  private static String message(DaliException e, Job job, Cancellation cancellation) {
    return cancellation.isCancelled() ? ended(job, cancellation) : SodaErrors.text(e);
  }

  private static String ended(Job job, Cancellation cancellation) {
    boolean tooLong =
        cancellation.reason().filter(Cancellation.Reason.TIME_LIMIT::equals).isPresent();
    return tooLong
        ? "Error: The job was ended because it took longer than "
            + job.executionDuration().toSeconds()
            + " s, its execution duration. Create another one with a larger EXECUTIONDURATION,"
            + " or ask for less."
        : "ServiceUnavailable: The job was ended.";
  }
}
