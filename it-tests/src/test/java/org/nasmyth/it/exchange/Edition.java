// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A jar of an example plugin that can be told from another edition of it by a word in the service's
 * capabilities.
 *
 * @param jar the file
 * @param mark the word
 */
record Edition(Path jar, String mark) {

  /**
   * Builds an edition: the example's source with one text replaced, in the example's own jar.
   *
   * @param example the folder of the example
   * @param original its jar
   * @param text occurs once in the source
   * @param replacement what stands in its place; holds {@code mark}
   * @param into the jar to write
   */
  static Edition build(
      Path example, Path original, String text, String replacement, String mark, Path into)
      throws IOException {
    Path source;
    try (Stream<Path> files = Files.walk(example.resolve("src").resolve("main"))) {
      source = files.filter(file -> file.toString().endsWith(".java")).findFirst().orElseThrow();
    }
    String code = Files.readString(source);
    if (!code.contains(text)) {
      throw new IllegalArgumentException(source + " does not hold " + text);
    }
    Path work = Files.createTempDirectory("edition");
    Path changed = work.resolve(source.getFileName());
    Files.writeString(changed, code.replace(text, replacement));
    Path classes = Files.createDirectory(work.resolve("classes"));
    compile(changed, classes);

    Map<String, byte[]> entries = read(original);
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        entries.put(classes.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    write(entries, into);
    return new Edition(into, mark);
  }

  /**
   * Puts it into the place of another jar, in one of the ways in which people do that.
   *
   * @param way any number
   * @param target the jar in the folder of plugins
   */
  void install(int way, Path target) throws IOException {
    switch (way % 3) {
      case 0 -> Files.copy(jar, target, StandardCopyOption.REPLACE_EXISTING);
      case 1 -> {
        Path besides = Files.createTempFile(target.getParent().getParent(), mark, ".jar");
        Files.copy(jar, besides, StandardCopyOption.REPLACE_EXISTING);
        Files.move(besides, target, StandardCopyOption.ATOMIC_MOVE);
      }
      default -> {
        Files.delete(target);
        Files.copy(jar, target);
      }
    }
  }

  /** Writes a jar; the manifest must come first, which its name sees to. */
  static void write(Map<String, byte[]> entries, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        out.putNextEntry(new ZipEntry(entry.getKey()));
        out.write(entry.getValue());
      }
    }
  }

  private static Map<String, byte[]> read(Path jar) throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    try (InputStream file = Files.newInputStream(jar);
        ZipInputStream in = new ZipInputStream(file)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (!entry.isDirectory()) {
          entries.put(entry.getName(), in.readAllBytes());
        }
      }
    }
    return entries;
  }

  private static void compile(Path source, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "--release", "17", "-proc:none", "-d", classes.toString(), "-classpath", classPath());
      boolean compiled =
          compiler
              .getTask(messages, files, null, options, null, files.getJavaFileObjects(source))
              .call();
      if (!compiled) {
        throw new IOException(messages.toString());
      }
    }
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}
