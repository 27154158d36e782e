// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.exchange;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.nasmyth.it.server.Answer;

/**
 * Clients that put their questions again and again, as fast as they are answered, and check every
 * answer. Closing ends them.
 */
final class Clients implements AutoCloseable {

  private static final int MOST_FAILURES_KEPT = 20;

  /** A question. */
  interface Question {

    /** Puts it. */
    Answer ask() throws IOException;

    /** Whether an answer is right. */
    boolean isRight(Answer answer);
  }

  private final ExecutorService threads;
  private final AtomicIntegerArray answered;
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  /**
   * Starts clients.
   *
   * @param questions one for each client
   */
  Clients(List<? extends Question> questions) {
    this.answered = new AtomicIntegerArray(questions.size());
    this.threads = Executors.newFixedThreadPool(questions.size());
    for (int i = 0; i < questions.size(); i++) {
      int client = i;
      threads.execute(() -> askAgainAndAgain(client, questions.get(client)));
    }
  }

  /** How many right answers the client got that got fewest. */
  int fewestAnswers() {
    int fewest = Integer.MAX_VALUE;
    for (int i = 0; i < answered.length(); i++) {
      fewest = Math.min(fewest, answered.get(i));
    }
    return fewest;
  }

  /** How many right answers all clients got. */
  int answers() {
    int sum = 0;
    for (int i = 0; i < answered.length(); i++) {
      sum += answered.get(i);
    }
    return sum;
  }

  /** The first wrong answers; empty if there was none. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  @Override
  public void close() {
    closed = true;
    threads.shutdown();
    try {
      if (!threads.awaitTermination(Duration.ofMinutes(2).toMillis(), TimeUnit.MILLISECONDS)) {
        failures.add("A request hung: it was not answered within two minutes.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.shutdownNow();
  }

  private void askAgainAndAgain(int client, Question question) {
    while (!closed && failures.size() < MOST_FAILURES_KEPT) {
      try {
        Answer answer = question.ask();
        if (question.isRight(answer)) {
          answered.incrementAndGet(client);
        } else {
          failures.add(question + " was answered with\n" + answer);
        }
      } catch (IOException e) {
        failures.add(question + " was not answered: " + e);
      }
    }
  }
}
