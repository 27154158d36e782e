// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.jobs.Job;
import org.nasmyth.api.jobs.JobCaller;
import org.nasmyth.api.jobs.JobHandler;
import org.nasmyth.api.jobs.JobLimits;
import org.nasmyth.api.jobs.JobPhase;
import org.nasmyth.api.jobs.JobRequest;
import org.nasmyth.jobs.Jobs;
import org.nasmyth.jobs.QueueSettings;
import org.nasmyth.jobs.Quotas;
import org.nasmyth.query.QueryPipeline;
import org.nasmyth.results.choice.InstalledFormats;
import org.nasmyth.results.text.CsvFormat;
import org.nasmyth.tap.TapComponent;
import org.nasmyth.tap.TapConfiguration;
import org.nasmyth.testkit.Defaults;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.Version;

/** A TAP service on a database, asked by jobs of a real queue, which know their owners by heart. */
final class QueuedQueries implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final JobLimits LIMITS =
      new JobLimits(LIMIT, LIMIT, Duration.ofHours(1), Duration.ofHours(1));

  private final Jobs jobs;
  private final TapComponent tap;
  private final List<JobHandler> handlers = new ArrayList<>();
  private final String service;

  QueuedQueries(QueryPipeline pipeline, TapDatabase database, Path folder) throws Exception {
    InstalledFormats formats = new InstalledFormats();
    formats.addFormat(new CsvFormat(), Map.of());
    tap =
        new TapComponent(
            Defaults.of(TapConfiguration.class, Map.of()),
            context(folder),
            pipeline,
            formats,
            (request, response) -> Identity.ANONYMOUS,
            null);
    tap.addDatabase(database, Map.of());
    service = tap.path();
    JdbcDataSource store = new JdbcDataSource();
    store.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    jobs =
        new Jobs(
            store,
            folder,
            new QueueSettings(
                new Quotas(2, 2, 100), Duration.ofMinutes(1), Duration.ofHours(1), false));
    handlers.forEach(jobs::add);
  }

  /** The framework, as far as the service knows it. */
  private BundleContext context(Path folder) {
    return answering(
        BundleContext.class,
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "getBundle" ->
                  answering(Bundle.class, (bundle, asked, none) -> Version.emptyVersion);
              case "getProperty" -> folder.toString();
              case "registerService" -> {
                if (arguments[1] instanceof JobHandler handler) {
                  handlers.add(handler);
                }
                yield answering(ServiceRegistration.class, (registration, asked, none) -> null);
              }
              default -> throw new UnsupportedOperationException(method.toString());
            });
  }

  private static <T> T answering(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** The values of a query of one column, by a job of a caller's. */
  List<String> values(String adql, Identity owner) throws Exception {
    JobCaller caller = new JobCaller(owner, "192.0.2.1");
    JobRequest request =
        new JobRequest(
            null,
            null,
            null,
            List.of(
                new Job.Parameter("LANG", "ADQL"),
                new Job.Parameter("FORMAT", "csv"),
                new Job.Parameter("QUERY", adql)),
            true);
    Job job = jobs.service().create(service, caller, LIMITS, request);
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!job.phase().isFinal() && System.nanoTime() < end) {
      job = jobs.service().await(service, caller, job.id(), job.phase(), LIMIT);
    }
    assertThat(job.phase()).as(String.valueOf(job.fault())).isEqualTo(JobPhase.COMPLETED);
    Path file = jobs.service().file(job, job.result("result").orElseThrow());
    List<String> lines = Files.readAllLines(file);
    return lines.subList(1, lines.size());
  }

  @Override
  public void close() {
    jobs.close();
    tap.close();
  }
}
