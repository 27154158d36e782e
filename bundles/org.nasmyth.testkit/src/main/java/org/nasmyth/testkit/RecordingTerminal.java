// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.testkit;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.nasmyth.api.command.CommandIo;

/**
 * A terminal that keeps what is written to it, at which passwords are typed, and whose user may
 * give up in the middle. Safe for any thread.
 */
public final class RecordingTerminal implements CommandIo {

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private final Queue<String> typed = new ConcurrentLinkedQueue<>();
  private final Map<String, Long> done = new ConcurrentHashMap<>();
  private final Map<String, Long> patience = new ConcurrentHashMap<>();

  /** What was printed; can be cleared. */
  public List<String> lines() {
    return lines;
  }

  /** What was printed as errors; can be cleared. */
  public List<String> errors() {
    return errors;
  }

  /** Types something that is not shown, for when it is asked for. */
  public void type(String... secrets) {
    typed.addAll(List.of(secrets));
  }

  /**
   * Gives up when a command has told that so much is done.
   *
   * @param label as {@link #progress} has it
   */
  public void giveUpAt(String label, long amount) {
    patience.put(label, amount);
  }

  /**
   * The most that a command has told to be done.
   *
   * @param label as {@link #progress} has it
   */
  public long done(String label) {
    return done.getOrDefault(label, 0L);
  }

  @Override
  public void println(String text) {
    lines.add(text);
  }

  @Override
  public void error(String text) {
    errors.add(text);
  }

  @Override
  public void progress(String label, long amount, long total) {
    done.merge(label, amount, Math::max);
  }

  @Override
  public boolean cancelled() {
    return patience.entrySet().stream().anyMatch(limit -> done(limit.getKey()) >= limit.getValue());
  }

  @Override
  public Path resolve(String file) {
    return Path.of(file).toAbsolutePath().normalize();
  }

  @Override
  public Optional<String> secret(String prompt) {
    return Optional.ofNullable(typed.poll());
  }
}
