// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.control.channel;

import java.util.ArrayList;
import java.util.List;

/** What the two ends of the channel say to each other. */
public sealed interface Message {

  /** The version of this protocol. */
  int VERSION = 3;

  /**
   * The client's first message.
   *
   * @param version the protocol that it speaks
   * @param secret what stands in the server's {@link ControlFile}
   */
  record Hello(int version, String secret) implements Message {}

  /**
   * Calls a command.
   *
   * @param name its name
   * @param directory the absolute path that relative paths in its arguments start from
   * @param patience how many milliseconds the server waits at most for a command that it does not
   *     have yet
   * @param args its arguments
   */
  record Run(String name, String directory, long patience, List<String> args) implements Message {
    /** Makes an unchangeable record. */
    public Run {
      args = List.copyOf(args);
    }
  }

  /** Asks the running command to stop. */
  record Cancel() implements Message {}

  /**
   * The server does not serve this client.
   *
   * @param reason why, in words
   */
  record Refused(String reason) implements Message {}

  /**
   * For the client's standard output.
   *
   * @param text one or more lines
   */
  record Out(String text) implements Message {}

  /**
   * For the client's standard error.
   *
   * @param text one or more lines
   */
  record Err(String text) implements Message {}

  /**
   * How far the command has come.
   *
   * @param label what is being done
   * @param done how much of it is done
   * @param total how much there is, or -1
   */
  record Progress(String label, long done, long total) implements Message {}

  /**
   * Asks the client for something that must not be shown; it sends an {@link Answer}.
   *
   * @param prompt what is asked for
   */
  record Ask(String prompt) implements Message {}

  /**
   * Answers an {@link Ask}.
   *
   * @param given whether there is an answer
   * @param text the answer, empty if there is none
   */
  record Answer(boolean given, String text) implements Message {
    @Override
    public String toString() {
      return "Answer[given=" + given + "]";
    }
  }

  /**
   * The command has ended; nothing follows.
   *
   * @param status its exit status
   */
  record Exit(int status) implements Message {}

  /**
   * Writes a message as a line.
   *
   * @return the line without its end; it holds no line feed and no carriage return
   */
  default String line() {
    List<String> fields = new ArrayList<>();
    if (this instanceof Hello hello) {
      fields.addAll(List.of("hello", Integer.toString(hello.version()), hello.secret()));
    } else if (this instanceof Run run) {
      fields.addAll(List.of("run", run.name(), run.directory(), Long.toString(run.patience())));
      fields.addAll(run.args());
    } else if (this instanceof Cancel) {
      fields.add("cancel");
    } else if (this instanceof Refused refused) {
      fields.addAll(List.of("refused", refused.reason()));
    } else if (this instanceof Out out) {
      fields.addAll(List.of("out", out.text()));
    } else if (this instanceof Err err) {
      fields.addAll(List.of("err", err.text()));
    } else if (this instanceof Progress progress) {
      fields.addAll(
          List.of(
              "progress",
              progress.label(),
              Long.toString(progress.done()),
              Long.toString(progress.total())));
    } else if (this instanceof Ask ask) {
      fields.addAll(List.of("ask", ask.prompt()));
    } else if (this instanceof Answer answer) {
      fields.addAll(List.of("answer", Boolean.toString(answer.given()), answer.text()));
    } else if (this instanceof Exit exit) {
      fields.addAll(List.of("exit", Integer.toString(exit.status())));
    }
    return String.join("\t", fields.stream().map(Escapes::escape).toList());
  }

  /**
   * Reads a line.
   *
   * @param line what {@link #line} made
   * @return the message
   * @throws IllegalArgumentException if it is no message of this protocol
   */
  static Message of(String line) {
    List<String> fields = new ArrayList<>();
    for (String field : line.split("\t", -1)) {
      fields.add(Escapes.unescape(field));
    }
    String type = fields.get(0);
    int size = fields.size();
    if (type.equals("hello") && size == 3) {
      return new Hello(Integer.parseInt(fields.get(1)), fields.get(2));
    }
    if (type.equals("run") && size >= 4) {
      return new Run(
          fields.get(1), fields.get(2), Long.parseLong(fields.get(3)), fields.subList(4, size));
    }
    if (type.equals("cancel") && size == 1) {
      return new Cancel();
    }
    if (type.equals("refused") && size == 2) {
      return new Refused(fields.get(1));
    }
    if (type.equals("out") && size == 2) {
      return new Out(fields.get(1));
    }
    if (type.equals("err") && size == 2) {
      return new Err(fields.get(1));
    }
    if (type.equals("progress") && size == 4) {
      return new Progress(
          fields.get(1), Long.parseLong(fields.get(2)), Long.parseLong(fields.get(3)));
    }
    if (type.equals("ask") && size == 2) {
      return new Ask(fields.get(1));
    }
    if (type.equals("answer") && size == 3) {
      return new Answer(Boolean.parseBoolean(fields.get(1)), fields.get(2));
    }
    if (type.equals("exit") && size == 2) {
      return new Exit(Integer.parseInt(fields.get(1)));
    }
    throw new IllegalArgumentException("not a message of this protocol: " + type);
  }
}
