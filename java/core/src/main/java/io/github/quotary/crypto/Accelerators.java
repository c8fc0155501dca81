package io.github.quotary.crypto;

import io.github.quotary.crypto.P256Accelerator.Tier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;

/** The accelerators of other modules, and engines made of them. */
final class Accelerators {
  /** Where the accelerators that are known come from. */
  private static final Map<String, String> MODULES =
      Map.of("native", "quotary-native", "vector", "quotary-vector");

  private Accelerators() {}

  /** All tiers of all accelerators here; one that cannot be loaded is a tier not available. */
  static List<Tier> tiers() {
    List<Tier> tiers = new ArrayList<>();
    try {
      for (P256Accelerator each :
          ServiceLoader.load(P256Accelerator.class, P256Accelerator.class.getClassLoader())) {
        tiers.addAll(each.tiers());
      }
    } catch (ServiceConfigurationError e) {
      tiers.add(new Tier.NotAvailable("accelerator", String.valueOf(e.getMessage())));
    }
    return tiers;
  }

  /**
   * The first usable tier of that name, or of the accelerator of that name.
   *
   * @param tiers in the order of preference
   */
  static EngineAvailability engine(List<Tier> tiers, String name, long tableBytes) {
    List<EngineAvailability.PassedOver> passed = new ArrayList<>();
    for (Tier tier : tiers) {
      // What cannot be loaded is one tier with the accelerator's own name.
      boolean isAsked =
          tier.name().equals(name)
              || tier.name().startsWith(name + ":")
              || name.startsWith(tier.name() + ":");
      if (!isAsked) {
        continue;
      }
      Optional<String> fault = fault(tier);
      if (fault.isEmpty() && tier instanceof Tier.Available available) {
        return new EngineAvailability.Available(
            ShadowP256.usual(new LanesP256(available.lanes(), tableBytes)), passed);
      }
      passed.add(new EngineAvailability.PassedOver(tier.name(), fault.orElse("it cannot be used")));
    }
    return new EngineAvailability.NotAvailable(
        passed.isEmpty()
            ? unknown(tiers, name)
            : passed.stream()
                .map(each -> each.tier() + ": " + each.reason())
                .collect(Collectors.joining("; ")));
  }

  /** What to say of a name that no tier here has. */
  private static String unknown(List<Tier> tiers, String name) {
    String accelerator = accelerator(name);
    List<String> siblings =
        tiers.stream()
            .map(Tier::name)
            .filter(each -> accelerator(each).equals(accelerator))
            .toList();
    if (!siblings.isEmpty()) {
      return "'" + name + "' is not an engine; those here are " + String.join(", ", siblings);
    }
    return MODULES.containsKey(accelerator)
        ? "No engine "
            + name
            + " is available: it needs the module "
            + MODULES.get(accelerator)
            + " in the class path or module path"
        : "'"
            + name
            + "' is not an accelerator; native (of quotary-native) and vector (of quotary-vector) are";
  }

  /** The accelerator's part of a tier's name. */
  private static String accelerator(String name) {
    return name.split(":", 2)[0];
  }

  /** Lets the first usable tier of each accelerator take part. */
  static void enter(EngineCalibration calibration) {
    List<Tier> tiers = tiers();
    for (String name : names(tiers)) {
      EngineAvailability found = engine(tiers, name, EcdsaP256.DEFAULT_TABLE_BYTES);
      if (found instanceof EngineAvailability.Available available) {
        available.passedOver().forEach(each -> calibration.leaveOut(each.tier(), each.reason()));
        calibration.enter(available.engine());
      } else if (found instanceof EngineAvailability.NotAvailable not) {
        calibration.leaveOut(name, not.reason());
      }
    }
  }

  /** The names of the accelerators: what the tiers' names begin with. */
  private static Set<String> names(List<Tier> tiers) {
    Set<String> names = new LinkedHashSet<>();
    tiers.forEach(tier -> names.add(accelerator(tier.name())));
    return names;
  }

  /** Why a tier cannot be used, which includes a failed self-test. */
  private static Optional<String> fault(Tier tier) {
    return tier instanceof Tier.Available available
        ? EngineSelfTest.fault(new LanesP256(available.lanes(), 4 << 20))
            .map(fault -> "it fails the self-test: " + fault)
        : Optional.of(((Tier.NotAvailable) tier).reason());
  }
}
