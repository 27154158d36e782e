// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.jobs;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The jobs of all services of this server: a queue that is kept when the server stops. Methods that
 * name a job answer as if there were none when it belongs to another service or user. Safe for any
 * thread.
 */
@ProviderType
public interface JobService {

  /**
   * Accepts a job; it is stored when this returns.
   *
   * @throws JobException of kind TOO_MANY if the caller has too many jobs waiting
   */
  Job create(String service, JobCaller caller, JobLimits limits, JobRequest request)
      throws JobException;

  /** A job as it is now. */
  Job find(String service, JobCaller caller, String id) throws JobException;

  /** The jobs of a service that the caller may see. */
  List<JobSummary> list(String service, JobCaller caller, JobFilter filter) throws JobException;

  /** Queues a pending job. */
  Job start(String service, JobCaller caller, String id) throws JobException;

  /** Ends a job at once; one that is over already stays as it is. */
  Job abort(String service, JobCaller caller, String id) throws JobException;

  /** Ends a job and removes it with its results. */
  void delete(String service, JobCaller caller, String id) throws JobException;

  /**
   * Adds to a pending job.
   *
   * @param files what comes with the parameters, by name; they are moved away, and take the place
   *     of files of these names that the job has
   */
  Job addParameters(
      String service,
      JobCaller caller,
      String id,
      List<Job.Parameter> parameters,
      Map<String, Path> files)
      throws JobException;

  /**
   * Changes what a user may change of a job, within the limits.
   *
   * @param executionDuration the new longest time to execute, zero for the most allowed; null to
   *     leave it. Only a job that is not being worked on can change it.
   * @param destruction when to remove the job; null to leave it
   * @param runId what the user calls it; null to leave it
   */
  Job change(
      String service,
      JobCaller caller,
      JobLimits limits,
      String id,
      @Nullable Duration executionDuration,
      @Nullable Instant destruction,
      @Nullable String runId)
      throws JobException;

  /**
   * Waits until a job is no more in a phase, or not as long if the service is ending or too many
   * callers wait.
   *
   * @param phase the phase that it is in; returns at once if it is in another one, or in one that
   *     is not active
   * @param longest the longest time to wait
   * @return the job after that
   */
  Job await(String service, JobCaller caller, String id, JobPhase phase, Duration longest)
      throws JobException;

  /**
   * The file of a result of a completed job.
   *
   * @throws JobException of kind NOT_FOUND if the job has none of this name
   */
  Path file(Job job, Job.Result result) throws JobException;

  /** Whether jobs can be accepted, as far as is known without asking the store. */
  boolean isWell();

  /**
   * The document of a job (UWS 1.1, section 2.2.2.2).
   *
   * @param url the address of the job, without a slash at the end
   */
  byte[] document(Job job, String url);

  /** The document of its parameters. */
  byte[] parametersDocument(Job job);

  /**
   * The document of its results.
   *
   * @param url the address of the job, without a slash at the end
   */
  byte[] resultsDocument(Job job, String url);

  /**
   * The document of a list of jobs (UWS 1.1, section 2.2.2.1).
   *
   * @param url the address of the list, without a slash at the end
   */
  byte[] listDocument(List<JobSummary> jobs, String url);
}
