package io.github.quotary.spark.executor;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.crypto.EngineAvailability;
import io.github.quotary.crypto.EngineAvailability.Available;
import io.github.quotary.crypto.EngineAvailability.NotAvailable;

/** The signature engine of an executor, by its name. */
final class Engines {
  private Engines() {}

  /**
   * The engine.
   *
   * @param tableBytes how many bytes its tables may take
   * @throws IllegalStateException if it cannot be used here; the message gives the reason
   */
  static EcdsaP256 named(String name, long tableBytes) {
    return switch (name) {
      case "auto" ->
          EcdsaP256.accelerated("native", tableBytes) instanceof Available available
              ? available.engine()
              : EcdsaP256.java(tableBytes);
      case "bc" -> EcdsaP256.bouncyCastle();
      case "java" -> EcdsaP256.java(tableBytes);
      default -> accelerated(name, tableBytes);
    };
  }

  private static EcdsaP256 accelerated(String name, long tableBytes) {
    String accelerator = name.split(":", 2)[0];
    if (!accelerator.equals("native") && !accelerator.equals("vector")) {
      throw new IllegalStateException(
          "Engine '" + name + "' is not one of auto, bc, java, native, vector");
    }
    EngineAvailability found = EcdsaP256.accelerated(name, tableBytes);
    if (found instanceof Available available) {
      return available.engine();
    }
    throw new IllegalStateException(
        "Engine '"
            + name
            + "' cannot be used on this executor: "
            + ((NotAvailable) found).reason());
  }
}
