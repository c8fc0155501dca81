package io.github.quotary.domain.dstack;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The order in which system events may come, and how often. */
final class SystemSequence {
  /**
   * A place in the order.
   *
   * @param events what may stand there
   * @param least how often at least
   * @param most how often at most
   */
  private record Step(Set<SystemEvent> events, int least, int most) {
    static Step once(SystemEvent... events) {
      return new Step(Set.of(events), 1, 1);
    }

    static Step perhaps(SystemEvent event) {
      return new Step(Set.of(event), 0, 1);
    }
  }

  private static final int MAX_INIT_SCRIPTS = 5;

  /** Versions 0.4 to 0.6; each leaves out what it does not have. */
  private static final List<Step> CURRENT =
      List.of(
          Step.perhaps(SystemEvent.SYSTEM_PREPARING),
          Step.perhaps(SystemEvent.ROOTFS_HASH),
          Step.once(SystemEvent.APP_ID, SystemEvent.UPGRADED_APP_ID),
          Step.once(SystemEvent.COMPOSE_HASH),
          new Step(Set.of(SystemEvent.INIT_SCRIPT_HASH), 0, MAX_INIT_SCRIPTS),
          Step.perhaps(SystemEvent.GPU_POLICY_HASH),
          Step.perhaps(SystemEvent.GPU_ATTESTATION),
          Step.once(SystemEvent.INSTANCE_ID),
          Step.once(SystemEvent.BOOT_MR_DONE),
          Step.perhaps(SystemEvent.MR_KMS),
          Step.perhaps(SystemEvent.OS_IMAGE_HASH),
          Step.once(SystemEvent.KEY_PROVIDER),
          Step.perhaps(SystemEvent.STORAGE_FS),
          Step.once(SystemEvent.SYSTEM_READY));

  /** Version 0.3, which has no end and no events of apps. */
  private static final List<Step> V0_3 =
      List.of(
          Step.once(SystemEvent.ROOTFS_HASH),
          Step.once(SystemEvent.APP_ID, SystemEvent.UPGRADED_APP_ID),
          Step.once(SystemEvent.COMPOSE_HASH),
          Step.once(SystemEvent.CA_CERT_HASH),
          Step.once(SystemEvent.INSTANCE_ID));

  private final List<Step> steps;
  private final Map<SystemEvent, Integer> seen = new EnumMap<>(SystemEvent.class);
  private int at;
  private int countHere;

  private SystemSequence(List<Step> steps) {
    this.steps = steps;
  }

  /** The sequence for a log with these names up to {@code system-ready}. */
  static SystemSequence forNames(List<String> names) {
    return new SystemSequence(
        names.contains(SystemEvent.CA_CERT_HASH.eventName()) ? V0_3 : CURRENT);
  }

  /** Takes the next event; null if it is allowed here, otherwise the reason. */
  @org.jspecify.annotations.Nullable
  String next(SystemEvent event) {
    if (isComplete()) {
      return "it follows the last system event";
    }
    while (!steps.get(at).events().contains(event) || countHere == steps.get(at).most()) {
      if (countHere < steps.get(at).least()) {
        return seen.containsKey(event) ? "it occurs twice" : "out of order; " + due();
      }
      if (at + 1 == steps.size()) {
        return seen.containsKey(event) ? "it occurs twice" : "out of order";
      }
      at++;
      countHere = 0;
    }
    countHere++;
    seen.merge(event, 1, Integer::sum);
    return null;
  }

  /** Whether the last step is done. */
  boolean isComplete() {
    return at == steps.size() - 1 && countHere == steps.get(at).least();
  }

  /** Whether everything up to boot-mr-done is done. */
  boolean isBooted() {
    return isComplete() || seen.containsKey(SystemEvent.BOOT_MR_DONE);
  }

  /** What must come next. */
  String due() {
    List<String> names = new ArrayList<>();
    for (int i = at; i < steps.size(); i++) {
      Step step = steps.get(i);
      if (step.least() > (i == at ? countHere : 0)) {
        step.events().stream().map(SystemEvent::eventName).sorted().forEach(names::add);
        break;
      }
    }
    return String.join(" or ", names) + " is expected next";
  }
}
