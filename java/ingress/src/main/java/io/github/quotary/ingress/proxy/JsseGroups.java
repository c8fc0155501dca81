package io.github.quotary.ingress.proxy;

import java.lang.reflect.Method;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
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
   * Whether a certificate can be served: JSSE before JDK 20 signs with groups of the key exchange
   * alone.
   */
  static boolean canSign(PublicKey key, List<String> groups) {
    return SETTER != null
        || !(key instanceof ECPublicKey ec)
        || groups.contains("secp" + ec.getParams().getOrder().bitLength() + "r1");
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
