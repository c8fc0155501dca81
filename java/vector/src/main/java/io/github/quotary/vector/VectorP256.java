package io.github.quotary.vector;

import io.github.quotary.crypto.P256Accelerator;
import io.github.quotary.crypto.P256Lanes;
import java.lang.reflect.InvocationTargetException;
import java.util.List;

/**
 * What {@link java.util.ServiceLoader} finds: P-256 in eight lanes by the JDK's Vector API. This
 * class is compiled for Java 17 and looks whether the others, which are compiled for Java 25, can
 * be used.
 *
 * <p>The system property {@value #NARROW_PROPERTY}, set to {@code true}, makes it available where
 * vectors are narrower than 512 bits, too; nothing is known of its speed there.
 */
public final class VectorP256 implements P256Accelerator {
  /** Whether to compute with vectors that the processor does not have. */
  static final String NARROW_PROPERTY = "quotary.vector.narrow";

  private static final String NAME = "vector";
  private static final String MODULE = "jdk.incubator.vector";
  private static final String LANES = "io.github.quotary.vector.lanes.VectorLanes";
  private static final int JAVA = 25;
  private static final int BITS = 512;

  /** For the service loader. */
  public VectorP256() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Tier> tiers() {
    return Holder.TIERS;
  }

  private static final class Holder {
    static final List<Tier> TIERS =
        List.of(
            find(
                Runtime.version().feature(),
                ModuleLayer.boot().findModule(MODULE).isPresent(),
                Boolean.getBoolean(NARROW_PROPERTY)));
  }

  /**
   * Whether it can be used.
   *
   * @param java the version of the JVM
   * @param isResolved whether the JVM was started with the Vector API
   * @param anyWidth whether vectors may be narrower
   */
  static Tier find(int java, boolean isResolved, boolean anyWidth) {
    if (java < JAVA) {
      return notAvailable("it needs Java " + JAVA + " or newer; this is Java " + java);
    }
    if (!isResolved) {
      return notAvailable("start java with --add-modules " + MODULE);
    }
    try {
      Class<?> lanes = Class.forName(LANES);
      int bits = (int) lanes.getMethod("widestVectors").invoke(null);
      if (bits < BITS && !anyWidth) {
        return notAvailable(
            "vectors have " + bits + " bits here; it needs " + BITS + "; use the engine java");
      }
      return new Tier.Available(NAME, (P256Lanes) lanes.getConstructor().newInstance());
    } catch (InvocationTargetException e) {
      return notAvailable("the Vector API cannot be used: " + e.getCause());
    } catch (ReflectiveOperationException | LinkageError e) {
      return notAvailable("its classes cannot be loaded: " + e);
    }
  }

  private static Tier notAvailable(String reason) {
    return new Tier.NotAvailable(NAME, reason);
  }
}
