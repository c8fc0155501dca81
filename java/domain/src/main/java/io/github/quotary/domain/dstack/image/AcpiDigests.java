package io.github.quotary.domain.dstack.image;

import io.github.quotary.quote.Measurement;
import io.github.quotary.rtmr.BootEvent;
import io.github.quotary.rtmr.Event;
import io.github.quotary.rtmr.EventLog;
import io.github.quotary.rtmr.EventType;
import io.github.quotary.rtmr.Rtmr;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Digests of the ACPI tables that QEMU made, 48 bytes each, as a log names them. Their contents are
 * unknown: a host can put its own code into them. RTMR0 only proves these digests.
 *
 * @param loader of the loader script
 * @param rsdp of the root pointer
 * @param tables of the tables
 */
public record AcpiDigests(Measurement loader, Measurement rsdp, Measurement tables) {
  private static final ByteBuffer PAYLOAD =
      ByteBuffer.wrap("ACPI DATA".getBytes(StandardCharsets.US_ASCII));
  private static final int EVENTS = 3;

  /**
   * The digests in a log of dstack from version 0.6 on: exactly three events of type 10 in RTMR0
   * with payload "ACPI DATA", named {@code acpi-loader}, {@code acpi-rsdp} and {@code acpi-tables}.
   * Empty if it has not these.
   */
  public static Optional<AcpiDigests> of(EventLog log) {
    List<Event> events = log.events().stream().filter(AcpiDigests::isAcpi).toList();
    Optional<Measurement> loader = named(events, "acpi-loader");
    Optional<Measurement> rsdp = named(events, "acpi-rsdp");
    Optional<Measurement> tables = named(events, "acpi-tables");
    return events.size() == EVENTS && loader.isPresent() && rsdp.isPresent() && tables.isPresent()
        ? Optional.of(new AcpiDigests(loader.get(), rsdp.get(), tables.get()))
        : Optional.empty();
  }

  private static boolean isAcpi(Event event) {
    return event instanceof BootEvent boot
        && event.register().filter(Rtmr.RTMR0::equals).isPresent()
        && event.type().equals(EventType.PLATFORM_CONFIG_FLAGS)
        && boot.unprovenPayload().equals(PAYLOAD);
  }

  private static Optional<Measurement> named(List<Event> events, String name) {
    return events.stream()
        .filter(event -> event.claimedName().equals(name))
        .map(Event::digest)
        .findFirst();
  }
}
