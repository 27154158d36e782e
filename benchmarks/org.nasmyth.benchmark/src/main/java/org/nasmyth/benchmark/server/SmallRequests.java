// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.benchmark.server;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How fast a service answers requests that give it little to do. */
final class SmallRequests {

  private static final String ADQL = "SELECT TOP 1 table_name FROM TAP_SCHEMA.tables";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final URI tap;

  SmallRequests(URI tap) {
    this.tap = tap;
  }

  /** Synchronous queries a second of some clients at once, each with a connection of its own. */
  double syncRate(int clients, Duration how) throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    try {
      long began = System.nanoTime();
      long end = began + how.toNanos();
      List<Future<Integer>> counts = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        Callable<Integer> client =
            () -> {
              int count = 0;
              for (; System.nanoTime() < end; count++) {
                Query unused = Query.run(URI.create(tap + "/sync"), ADQL, "csv", 10);
              }
              return count;
            };
        counts.add(threads.submit(client));
      }
      long all = 0;
      for (Future<Integer> count : counts) {
        all += count.get(how.toSeconds() + PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }
      return all / ((System.nanoTime() - began) / 1e9);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("A client failed", e);
    } finally {
      threads.shutdownNow();
    }
  }

  /** Milliseconds of asynchronous queries, from creating a job to the last byte of its result. */
  double[] jobs(int number) throws IOException, InterruptedException {
    HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    String form =
        "LANG=ADQL&FORMAT=csv&PHASE=RUN&QUERY=" + URLEncoder.encode(ADQL, StandardCharsets.UTF_8);
    double[] milliseconds = new double[number];
    for (int i = 0; i < number; i++) {
      long began = System.nanoTime();
      URI job =
          URI.create(
              send(
                      client,
                      HttpRequest.newBuilder(URI.create(tap + "/async"))
                          .header("Content-Type", "application/x-www-form-urlencoded")
                          .POST(HttpRequest.BodyPublishers.ofString(form)),
                      303)
                  .headers()
                  .firstValue("Location")
                  .orElseThrow());
      String phase = "QUEUED";
      while (phase.matches("QUEUED|EXECUTING")) {
        URI waiting = URI.create(job + "/phase?WAIT=10&PHASE=" + phase);
        phase = send(client, HttpRequest.newBuilder(waiting), 200).body();
      }
      HttpResponse<String> unused =
          send(client, HttpRequest.newBuilder(URI.create(job + "/results/result")), 200);
      milliseconds[i] = (System.nanoTime() - began) / 1e6;
      HttpResponse<String> unusedAnswer = send(client, HttpRequest.newBuilder(job).DELETE(), 303);
    }
    return milliseconds;
  }

  private static HttpResponse<String> send(
      HttpClient client, HttpRequest.Builder request, int status)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != status) {
      throw new IOException(response.statusCode() + " " + response.body());
    }
    return response;
  }
}
