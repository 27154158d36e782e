// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.configuration;

import jakarta.json.stream.JsonLocation;
import jakarta.json.stream.JsonParsingException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.felix.cm.json.io.Configurations;

/**
 * One configuration as its file tells it. {@code pid~name.json} configures the instance {@code
 * name} of the factory {@code pid}; {@code pid.json} configures the only instance of {@code pid}.
 * The syntax is that of OSGi's Configurator, chapter 150.3 of the OSGi Compendium: JSON with
 * comments, where a key may end in a type such as {@code :Integer}.
 *
 * @param pid the PID or factory PID
 * @param name the instance of the factory; empty for the only instance
 * @param properties the values, in the order of the file
 */
public record ConfigurationFile(String pid, Optional<String> name, Map<String, Object> properties) {

  private static final String EXTENSION = ".json";

  /** Makes an unchangeable record. */
  public ConfigurationFile {
    properties = Map.copyOf(properties);
  }

  /**
   * Whether a file is meant to be a configuration, which its name alone decides.
   *
   * @param file a file, which need not exist
   * @return true for {@code *.json} that is not hidden
   */
  public static boolean isOne(Path file) {
    String name = fileName(file);
    return name.endsWith(EXTENSION) && !name.startsWith(".");
  }

  /**
   * The PID that a file configures.
   *
   * @param file a file for which {@link #isOne} holds; it need not exist
   * @return PID or factory PID
   */
  public static String pid(Path file) {
    String stem = stem(file);
    int tilde = stem.indexOf('~');
    return tilde < 0 ? stem : stem.substring(0, tilde);
  }

  /**
   * The instance of a factory that a file configures.
   *
   * @param file a file for which {@link #isOne} holds; it need not exist
   * @return what stands behind the first {@code ~} of its name, empty if there is none
   */
  public static Optional<String> name(Path file) {
    String stem = stem(file);
    int tilde = stem.indexOf('~');
    return tilde < 0 ? Optional.empty() : Optional.of(stem.substring(tilde + 1));
  }

  /**
   * Reads a file.
   *
   * @param file a file for which {@link #isOne} holds, in UTF-8
   * @return its content
   * @throws BrokenConfigurationException if it cannot be read or is not such a configuration
   */
  public static ConfigurationFile read(Path file) throws BrokenConfigurationException {
    try {
      Map<String, Object> properties =
          Configurations.buildReader()
              .withIdentifier(fileName(file))
              .build(new StringReader(Files.readString(file)))
              .readConfiguration();
      return new ConfigurationFile(pid(file), name(file), properties);
    } catch (IOException e) {
      throw broken(file, e);
    }
  }

  private static BrokenConfigurationException broken(Path file, IOException e) {
    if (e.getCause() instanceof JsonParsingException parsing) {
      JsonLocation location = parsing.getLocation();
      String found = Objects.toString(parsing.getMessage(), "not JSON");
      return new BrokenConfigurationException(
          file, location.getLineNumber(), location.getColumnNumber(), inWords(found), e);
    }
    if (e instanceof NoSuchFileException) {
      return new BrokenConfigurationException(file, 0, 0, "no such file", e);
    }
    if (e instanceof CharacterCodingException) {
      return new BrokenConfigurationException(file, 0, 0, "not text in UTF-8", e);
    }
    String message = Objects.toString(e.getMessage(), e.getClass().getSimpleName());
    // The reader puts the file and a fixed word for the PID first; the file is told once, by us.
    String reason = message.replaceFirst("^.*: (?=Invalid |PID )", "");
    return new BrokenConfigurationException(file, 0, 0, reason, e);
  }

  private static String inWords(String parserMessage) {
    return parserMessage
        .replaceFirst(" at \\(line no=.*?\\)", "")
        .replaceFirst("^Invalid token=EOF", "the file ends too early")
        .replaceFirst("^Invalid token=(\\w+)", "unexpected $1")
        .replaceFirst("\\. Expected tokens are: \\[(.*)]", "; expected one of $1");
  }

  private static String stem(Path file) {
    String name = fileName(file);
    return name.substring(0, name.length() - EXTENSION.length());
  }

  private static String fileName(Path file) {
    return Objects.toString(file.getFileName(), "");
  }
}
