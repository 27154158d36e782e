// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import ca.nrc.cadc.uws.JobAttribute;
import ca.nrc.cadc.uws.JobListWriter;
import ca.nrc.cadc.uws.JobRef;
import ca.nrc.cadc.uws.JobWriter;
import ca.nrc.cadc.uws.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jdom2.Verifier;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.jobs.Job;
import org.nasmyth.api.jobs.JobSummary;

/** The XML documents of UWS 1.1, appendix A, by OpenCADC's writers. */
final class JobDocuments {

  private static final Namespace XLINK =
      Namespace.getNamespace("xlink", "http://www.w3.org/1999/xlink");

  /** Something that writes a document. */
  @FunctionalInterface
  private interface Writing {
    void to(Writer writer) throws IOException;
  }

  private JobDocuments() {}

  /**
   * The document of a job.
   *
   * @param info how it goes, for people; null for nothing
   */
  static byte[] job(Job job, @Nullable String info, String url) {
    ca.nrc.cadc.uws.Job uws = JobModel.toUws(writable(job));
    uws.setResultsList(results(job, url));
    return document(writer -> new Writers(job, info).write(uws, writer));
  }

  static byte[] parameters(Job job) {
    return document(
        writer ->
            new JobWriter()
                .writeParametersDoc(JobModel.parameters(writable(job).parameters()), writer));
  }

  static byte[] results(Job job, List<Result> results) {
    return document(writer -> new Writers(job, null).writeResultsDoc(results, writer));
  }

  static List<Result> results(Job job, String url) {
    return job.results().stream()
        .map(result -> new Result(result.id(), URI.create(url + "/results/" + result.id())))
        .toList();
  }

  static byte[] list(List<JobSummary> jobs, String url) {
    Iterator<JobRef> refs =
        jobs.stream()
            .map(
                job ->
                    new JobRef(
                        job.id(),
                        JobModel.phase(job.phase()),
                        Date.from(job.created()),
                        job.runId() == null ? null : clean(job.runId()),
                        job.owner().name()))
            .iterator();
    return document(
        writer ->
            new JobListWriter() {
              @Override
              public Element getShortJobDescription(JobRef job) {
                return super.getShortJobDescription(job)
                    .setAttribute("href", url + "/" + job.getJobID(), XLINK);
              }
            }.write(refs, writer));
  }

  /** Adds what OpenCADC's model of a result has no place for. */
  private static final class Writers extends JobWriter {
    private final Job job;
    private final @Nullable String info;

    Writers(Job job, @Nullable String info) {
      this.job = job;
      this.info = info;
    }

    @Override
    public Element getResults(List<Result> results) {
      Element element = super.getResults(results);
      for (Element child : element.getChildren()) {
        job.result(child.getAttributeValue("id"))
            .ifPresent(
                result ->
                    child
                        .setAttribute("mime-type", result.mediaType())
                        .setAttribute("size", String.valueOf(result.bytes())));
      }
      return element;
    }

    @Override
    public @Nullable Element getErrorSummary(ca.nrc.cadc.uws.Job uws) {
      Element summary = super.getErrorSummary(uws);
      return summary == null ? null : summary.setAttribute("hasDetail", "true");
    }

    @Override
    public @Nullable Element getJobInfo(ca.nrc.cadc.uws.Job uws) {
      return info == null
          ? null
          : new Element(JobAttribute.JOB_INFO.getValue(), getRunId(uws).getNamespace())
              .addContent(new Element("summary").setText(info));
    }
  }

  private static byte[] document(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
    try (Writer writer = new OutputStreamWriter(bytes, UTF_8)) {
      writing.to(writer);
    } catch (IOException e) {
      throw new UncheckedIOException("A document could not be written to memory", e);
    }
    return bytes.toByteArray();
  }

  /** The job with texts that XML allows: a character that it does not becomes U+FFFD. */
  private static Job writable(Job job) {
    Job.Fault fault = job.fault();
    String runId = job.runId();
    return new Job(
        job.id(),
        job.service(),
        job.owner(),
        runId == null ? null : clean(runId),
        job.phase(),
        job.created(),
        job.started(),
        job.ended(),
        job.destruction(),
        job.executionDuration(),
        job.parameters().stream()
            .map(parameter -> new Job.Parameter(clean(parameter.name()), clean(parameter.value())))
            .toList(),
        job.results(),
        fault == null ? null : new Job.Fault(clean(fault.message()), fault.passing()),
        job.info());
  }

  private static String clean(String text) {
    if (Verifier.checkCharacterData(text) == null) {
      return text;
    }
    StringBuilder cleaned = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> cleaned.appendCodePoint(Verifier.isXMLCharacter(c) ? c : 0xFFFD));
    return cleaned.toString();
  }
}
