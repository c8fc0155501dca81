package io.github.quotary.cli.serve;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * The signal SIGHUP, where the JVM knows it. {@code sun.misc.Signal} is the only way to it, and is
 * part of the module {@code jdk.unsupported}, which not every runtime has.
 */
final class Hangup {
  private Hangup() {}

  /** Runs the task whenever the signal comes. */
  static void call(Runnable task) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              Hangup.class.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  task.run();
                }
                return method.getName().equals("equals") ? (Object) (self == arguments[0]) : null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), proxy);
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException e) {
      // Files are looked at in any case.
    }
  }
}
