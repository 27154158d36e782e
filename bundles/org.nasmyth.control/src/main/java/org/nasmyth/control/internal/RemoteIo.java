// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.control.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.command.CommandIo;
import org.nasmyth.control.channel.Connection;
import org.nasmyth.control.channel.Message;

/** A terminal at the other end of a channel. */
final class RemoteIo implements CommandIo {
  /** Faster than this a person does not see a bar move. */
  private static final long PROGRESS_NANOS = Duration.ofMillis(100).toNanos();

  private final Connection connection;
  private final Path directory;
  private final BlockingQueue<Message.Answer> answers = new ArrayBlockingQueue<>(1);
  private volatile boolean cancelled;
  private @Nullable String lastLabel;
  private long lastProgress;

  RemoteIo(Connection connection, Path directory) {
    this.connection = connection;
    this.directory = directory;
  }

  @Override
  public void println(String text) {
    send(new Message.Out(text));
  }

  @Override
  public void error(String text) {
    send(new Message.Err(text));
  }

  @Override
  public void progress(String label, long done, long total) {
    if (isWorthSending(label, done, total)) {
      send(new Message.Progress(label, done, total));
    }
  }

  @Override
  public boolean cancelled() {
    return cancelled;
  }

  @Override
  public Path resolve(String file) {
    return directory.resolve(file).normalize();
  }

  @Override
  public synchronized Optional<String> secret(String prompt) throws InterruptedException {
    send(new Message.Ask(prompt));
    // Who waits here is interrupted when the client has gone.
    Message.Answer answer = answers.take();
    return answer.given() ? Optional.of(answer.text()) : Optional.empty();
  }

  /** Takes an answer; one that nobody has asked for is dropped. */
  void answer(Message.Answer answer) {
    boolean unused = answers.offer(answer);
  }

  void exit(int status) {
    send(new Message.Exit(status));
  }

  void cancel() {
    cancelled = true;
  }

  private synchronized boolean isWorthSending(String label, long done, long total) {
    long now = System.nanoTime();
    if (label.equals(lastLabel) && done != total && now - lastProgress < PROGRESS_NANOS) {
      return false;
    }
    lastLabel = label;
    lastProgress = now;
    return true;
  }

  private void send(Message message) {
    try {
      connection.send(message);
    } catch (IOException e) {
      cancelled = true;
    }
  }
}
