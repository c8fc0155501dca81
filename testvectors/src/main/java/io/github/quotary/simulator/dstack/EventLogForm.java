package io.github.quotary.simulator.dstack;

import java.util.List;
import java.util.Locale;

/** What dstack leaves out of a JSON log; the registers are those of the whole log all the same. */
public enum EventLogForm {
  /** Nothing: quotes up to 0.5.4. */
  COMPLETE,
  /** The payloads of RTMR0 to RTMR2: quotes from 0.5.5. */
  WITHOUT_BOOT_PAYLOADS,
  /** These payloads, and the digests of run-time events, which can be computed. */
  WITHOUT_RUNTIME_DIGESTS,
  /**
   * RTMR0 to RTMR2 but for the three ACPI events, and the digests of run-time events: logs in
   * certificates and attestations. RTMR0 to RTMR2 cannot be replayed.
   */
  STRIPPED;

  private static final List<String> ACPI_EVENTS = FirmwareBoot.ACPI_EVENTS;

  /** Its name in lower-case words joined by hyphens. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  boolean keeps(LoggedEvent event) {
    return this != STRIPPED || event.rtmr() == 3 || ACPI_EVENTS.contains(event.name());
  }

  String payload(LoggedEvent event) {
    boolean kept = this == COMPLETE || event.version() != null || this == STRIPPED;
    return kept ? event.payload() : "";
  }

  String digest(LoggedEvent event) {
    boolean computable = event.version() != null;
    return computable && compareTo(WITHOUT_RUNTIME_DIGESTS) >= 0 ? "" : event.digest();
  }
}
