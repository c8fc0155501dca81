package io.github.quotary.ingress.proxy;

import java.lang.reflect.Method;
import java.util.List;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** Sets the groups for the key exchange of one JSSE engine. */
final class JsseGroups {
  /** {@code SSLParameters.setNamedGroups}, which came with JDK 20. */
  private static final @Nullable Method SETTER = setter();

  private JsseGroups() {}

  private static @Nullable Method setter() {
    try {
      return SSLParameters.class.getMethod("setNamedGroups", String[].class);
    } catch (NoSuchMethodException e) {
      return null;
    }
  }

  /**
   * Allows these groups alone.
   *
   * @throws IllegalStateException if this JDK refuses them
   */
  static void set(SSLParameters parameters, List<String> groups) {
    if (SETTER == null) {
      parameters.setAlgorithmConstraints(new GroupConstraints(groups));
      return;
    }
    try {
      SETTER.invoke(parameters, (Object) groups.toArray(String[]::new));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The groups " + groups + " cannot be set", e);
    }
  }
}
