// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.jobs;

import ca.nrc.cadc.uws.ErrorSummary;
import ca.nrc.cadc.uws.ErrorType;
import ca.nrc.cadc.uws.ExecutionPhase;
import ca.nrc.cadc.uws.JobInfo;
import ca.nrc.cadc.uws.Parameter;
import ca.nrc.cadc.uws.server.JobPersistenceUtil;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.jobs.Job;
import org.nasmyth.api.jobs.JobPhase;

/**
 * OpenCADC's model of a job, which the store and the documents are made of, beside Nasmyth's. In
 * OpenCADC's the service is the request path, the owner's identity the owner id.
 */
final class JobModel {

  private JobModel() {}

  static ca.nrc.cadc.uws.Job toUws(Job job) {
    ca.nrc.cadc.uws.Job uws = new ca.nrc.cadc.uws.Job();
    JobPersistenceUtil.assignID(uws, job.id());
    uws.setRequestPath(job.service());
    own(uws, job.owner());
    uws.setRunID(job.runId());
    uws.setExecutionPhase(phase(job.phase()));
    uws.setCreationTime(Date.from(job.created()));
    uws.setStartTime(date(job.started()));
    uws.setEndTime(date(job.ended()));
    uws.setDestructionTime(Date.from(job.destruction()));
    uws.setExecutionDuration(job.executionDuration().toSeconds());
    uws.setParameterList(parameters(job.parameters()));
    uws.setResultsList(
        job.results().stream()
            .<ca.nrc.cadc.uws.Result>map(
                result ->
                    new StoredResult(
                        result.id(), result.file(), result.mediaType(), result.bytes()))
            .toList());
    uws.setErrorSummary(summary(job.fault()));
    uws.setJobInfo(info(job.info()));
    return uws;
  }

  static Job fromUws(ca.nrc.cadc.uws.Job uws) {
    return new Job(
        uws.getID(),
        uws.getRequestPath(),
        owner(uws),
        uws.getRunID(),
        phase(uws.getExecutionPhase()),
        uws.getCreationTime().toInstant(),
        instant(uws.getStartTime()),
        instant(uws.getEndTime()),
        uws.getDestructionTime().toInstant(),
        Duration.ofSeconds(uws.getExecutionDuration()),
        uws.getParameterList().stream()
            .map(parameter -> new Job.Parameter(parameter.getName(), parameter.getValue()))
            .toList(),
        uws.getResultsList().stream()
            .filter(StoredResult.class::isInstance)
            .map(StoredResult.class::cast)
            .map(
                result ->
                    new Job.Result(
                        result.getName(), result.file(), result.mediaType(), result.bytes()))
            .toList(),
        fault(uws.getErrorSummary()),
        uws.getJobInfo() == null
            ? null
            : uws.getJobInfo().getContent().stream().findFirst().orElse(null));
  }

  static void own(ca.nrc.cadc.uws.Job uws, Identity owner) {
    uws.ownerID = owner;
    uws.ownerDisplay = owner.name();
  }

  static Identity owner(ca.nrc.cadc.uws.Job uws) {
    return uws.ownerID instanceof Identity identity ? identity : Identity.ANONYMOUS;
  }

  static JobPhase phase(ExecutionPhase phase) {
    return JobPhase.valueOf(phase.name());
  }

  static ExecutionPhase phase(JobPhase phase) {
    return ExecutionPhase.valueOf(phase.name());
  }

  static List<Parameter> parameters(List<Job.Parameter> parameters) {
    return parameters.stream()
        .map(parameter -> new Parameter(parameter.name(), parameter.value()))
        .toList();
  }

  static @Nullable ErrorSummary summary(Job.@Nullable Fault fault) {
    return fault == null
        ? null
        : new ErrorSummary(
            fault.message(), fault.passing() ? ErrorType.TRANSIENT : ErrorType.FATAL);
  }

  static @Nullable JobInfo info(@Nullable String text) {
    if (text == null) {
      return null;
    }
    JobInfo info = new JobInfo("text/plain", true);
    info.getContent().add(text);
    return info;
  }

  private static Job.@Nullable Fault fault(@Nullable ErrorSummary summary) {
    return summary == null
        ? null
        : new Job.Fault(summary.getSummaryMessage(), summary.getErrorType() == ErrorType.TRANSIENT);
  }

  private static @Nullable Date date(@Nullable Instant instant) {
    return instant == null ? null : Date.from(instant);
  }

  private static @Nullable Instant instant(@Nullable Date date) {
    return date == null ? null : date.toInstant();
  }
}
