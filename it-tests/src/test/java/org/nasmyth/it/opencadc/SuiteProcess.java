// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.opencadc;

import java.io.File;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.runner.Description;
import org.junit.runner.JUnitCore;
import org.junit.runner.Request;
import org.junit.runner.Runner;
import org.junit.runner.notification.Failure;
import org.junit.runner.notification.RunListener;
import org.junit.runners.BlockJUnit4ClassRunner;
import org.junit.runners.model.InitializationError;

/**
 * Runs test classes of OpenCADC's suites, which are on the class path of this process only, because
 * they bring libraries that meet nothing else here. Prints one line for each test.
 */
final class SuiteProcess {

  /** Begins a line that tells how a test ended: name, tab, what was wrong or nothing. */
  static final String MARK = "SUITE\t";

  private SuiteProcess() {}

  /**
   * Runs the tests of classes.
   *
   * @param arguments the resource identifier of the service, then names of classes
   */
  public static void main(String[] arguments) throws Exception {
    URI resource = URI.create(arguments[0]);
    JUnitCore core = new JUnitCore();
    core.addListener(new Reporter());
    for (String name : Arrays.copyOfRange(arguments, 1, arguments.length)) {
      Class<?> suite = Class.forName(name);
      Optional<Constructor<?>> forResource =
          List.of(suite.getConstructors()).stream()
              .filter(one -> Arrays.equals(one.getParameterTypes(), new Class<?>[] {URI.class}))
              .findFirst();
      Runner runner =
          forResource.isPresent()
              ? new ForResource(suite, forResource.get(), resource)
              : new BlockJUnit4ClassRunner(suite);
      core.run(Request.runner(runner));
    }
    System.exit(0);
  }

  /** Makes tests that want to be told which service to test, as a deployment's own tests do. */
  private static final class ForResource extends BlockJUnit4ClassRunner {
    private final Constructor<?> constructor;
    private final URI resource;

    ForResource(Class<?> suite, Constructor<?> constructor, URI resource)
        throws InitializationError {
      super(suite);
      this.constructor = constructor;
      this.resource = resource;
    }

    @Override
    protected void validateConstructor(List<Throwable> errors) {
      // One with a parameter is what this runner is for.
    }

    @Override
    protected Object createTest() throws Exception {
      Object test = constructor.newInstance(resource);
      for (Class<?> type = test.getClass(); type != Object.class; type = type.getSuperclass()) {
        for (Method method : type.getDeclaredMethods()) {
          tell(test, method);
        }
      }
      return test;
    }

    private static void tell(Object test, Method method) throws Exception {
      switch (method.getName()) {
        case "setPropertiesDir" -> {
          method.setAccessible(true);
          method.invoke(test, new File(System.getProperty("properties.directory")), null);
        }
        case "setTestFile" -> method.invoke(test, new File(System.getProperty("upload.file")));
        case "setTestURL" ->
            method.invoke(test, URI.create(System.getProperty("upload.url")).toURL());
        default -> {
          // Nothing that a deployment tells.
        }
      }
    }
  }

  private static final class Reporter extends RunListener {
    private String wrong = "";

    @Override
    public void testStarted(Description description) {
      wrong = "";
    }

    @Override
    public void testFailure(Failure failure) {
      wrong = String.valueOf(failure.getMessage()).replaceAll("\\s+", " ");
      if (failure.getDescription().getMethodName() == null) {
        testFinished(failure.getDescription());
      }
    }

    @Override
    public void testFinished(Description description) {
      String name = description.getTestClass().getSimpleName();
      String method = description.getMethodName();
      System.out.println(MARK + name + (method == null ? "" : "." + method) + "\t" + wrong);
    }
  }
}
