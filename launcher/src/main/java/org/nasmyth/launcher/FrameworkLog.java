// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.launcher;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.FormatterLogger;
import org.osgi.service.log.LogService;
import org.osgi.service.log.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.helpers.FormattingTuple;
import org.slf4j.helpers.MessageFormatter;

/**
 * OSGi's log service (OSGi Compendium, chapter 101), which the framework's own bundles log to:
 * passes everything on to SLF4J, so that there is one log.
 */
final class FrameworkLog implements LogService {
  private static final Map<String, Level> LEVELS =
      Map.of(
          "audit", Level.INFO,
          "error", Level.ERROR,
          "warn", Level.WARN,
          "info", Level.INFO,
          "debug", Level.DEBUG,
          "trace", Level.TRACE);

  @Override
  public Logger getLogger(String name) {
    return logger(name, Logger.class);
  }

  @Override
  public Logger getLogger(Class<?> type) {
    return getLogger(type.getName());
  }

  @Override
  public <L extends Logger> L getLogger(String name, Class<L> loggerType) {
    return logger(name, loggerType);
  }

  @Override
  public <L extends Logger> L getLogger(Class<?> type, Class<L> loggerType) {
    return logger(type.getName(), loggerType);
  }

  @Override
  public <L extends Logger> L getLogger(Bundle bundle, String name, Class<L> loggerType) {
    boolean isRoot = name.isEmpty() || name.equals(Logger.ROOT_LOGGER_NAME);
    return logger(isRoot ? bundle.getSymbolicName() : name, loggerType);
  }

  @Override
  @Deprecated
  public void log(int level, String message) {
    log(level, message, null);
  }

  @Override
  @Deprecated
  public void log(int level, String message, @Nullable Throwable exception) {
    org.slf4j.Logger log = LoggerFactory.getLogger("osgi");
    if (exception instanceof BundleException) {
      // A plugin that cannot be wired or started: the reason is in the message, not in our stack.
      log.atLevel(level(level)).log(message + ": " + exception.getMessage());
    } else {
      log.atLevel(level(level)).setCause(exception).log(message);
    }
  }

  @Override
  @Deprecated
  public void log(@Nullable ServiceReference<?> service, int level, String message) {
    log(level, message, null);
  }

  @Override
  @Deprecated
  public void log(
      @Nullable ServiceReference<?> service,
      int level,
      String message,
      @Nullable Throwable exception) {
    log(level, message, exception);
  }

  /** The old interface counts from 1 for errors to 4 for debugging. */
  private static Level level(int number) {
    return switch (number) {
      case 1 -> Level.ERROR;
      case 2 -> Level.WARN;
      case 3 -> Level.INFO;
      default -> Level.DEBUG;
    };
  }

  private static <L extends Logger> L logger(String name, Class<L> type) {
    return type.cast(
        Proxy.newProxyInstance(
            FrameworkLog.class.getClassLoader(),
            new Class<?>[] {type},
            new Forwarder(
                LoggerFactory.getLogger(name), FormatterLogger.class.isAssignableFrom(type))));
  }

  /** A logger has six levels with seven methods each; one handler serves them all. */
  private record Forwarder(org.slf4j.Logger log, boolean printf) implements InvocationHandler {
    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args) {
      String name = method.getName();
      Level level = LEVELS.get(name);
      if (level != null && args != null) {
        write(level, args);
        return null;
      }
      if (name.startsWith("is")) {
        String word = name.substring(2, name.length() - "Enabled".length());
        return log.isEnabledForLevel(Level.valueOf(word.toUpperCase(Locale.ROOT)));
      }
      return switch (name) {
        case "getName" -> log.getName();
        case "hashCode" -> System.identityHashCode(proxy);
        case "equals" -> args != null && proxy == args[0];
        default -> "logger " + log.getName();
      };
    }

    private void write(Level level, Object[] args) {
      if (!log.isEnabledForLevel(level) || !(args[0] instanceof String format)) {
        return;
      }
      Object[] values = values(args);
      FormattingTuple line =
          printf
              ? new FormattingTuple(String.format(Locale.ROOT, format, values))
              : MessageFormatter.arrayFormat(format, values);
      log.atLevel(level).setCause(line.getThrowable()).log(line.getMessage());
    }

    private static Object[] values(Object[] args) {
      boolean varargs = args.length == 2 && args[1] instanceof Object[];
      return varargs ? (Object[]) args[1] : Arrays.copyOfRange(args, 1, args.length);
    }
  }
}
