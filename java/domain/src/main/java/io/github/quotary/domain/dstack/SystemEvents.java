package io.github.quotary.domain.dstack;

import io.github.quotary.domain.reading.Reading;
import io.github.quotary.quote.Measurement;
import io.github.quotary.rtmr.ProvenEvent;
import io.github.quotary.rtmr.RtmrComparison;
import java.util.List;
import java.util.Optional;

/**
 * What dstack's guest measured into RTMR3: the right events, in order, each as often as it may
 * occur, with payloads of the right length, and nothing else before {@code system-ready}. What
 * comes after that was measured by the app, whatever its name.
 *
 * <p>Immutable. As trustworthy as the quote and the guest: the OS image must be one that is known
 * to measure these events and no others; see {@code
 * io.github.quotary.domain.dstack.image.OsImageAllowList}.
 */
public final class SystemEvents {
  private final List<ProvenEvent> system;
  private final List<ProvenEvent> app;
  private final boolean complete;
  private final Optional<Measurement> bootRtmr3;

  SystemEvents(
      List<ProvenEvent> system,
      List<ProvenEvent> app,
      boolean complete,
      Optional<Measurement> bootRtmr3) {
    this.system = List.copyOf(system);
    this.app = List.copyOf(app);
    this.complete = complete;
    this.bootRtmr3 = bootRtmr3;
  }

  /** The system events of a workload that is up: the sequence must be complete. */
  public static Reading<SystemEvents> read(RtmrComparison comparison) {
    return SystemEventReader.read(comparison, true);
  }

  /**
   * The system events of a guest that may still be booting, such as one that asks the KMS for its
   * keys: complete at least up to {@code boot-mr-done}.
   */
  public static Reading<SystemEvents> readBoot(RtmrComparison comparison) {
    return SystemEventReader.read(comparison, false);
  }

  /** The system events, in order. */
  public List<ProvenEvent> system() {
    return system;
  }

  /**
   * The events that the app measured after {@code system-ready}, in order. A name among them may be
   * that of a system event, and where {@link ProvenEvent#nameCouldBeLonger()}, not even the name is
   * certain.
   */
  public List<ProvenEvent> app() {
    return app;
  }

  /** Whether the sequence reached its end, {@code system-ready}. */
  public boolean isComplete() {
    return complete;
  }

  /** The one system event of this name; empty if it is not there. Not for init scripts. */
  public Optional<ProvenEvent> find(SystemEvent event) {
    List<ProvenEvent> found = all(event);
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  /** All system events of this name, in order. */
  public List<ProvenEvent> all(SystemEvent event) {
    return system.stream().filter(e -> e.name().equals(event.eventName())).toList();
  }

  /** RTMR3 as it was after {@code boot-mr-done}, which the KMS takes for the boot's. */
  public Optional<Measurement> bootRtmr3() {
    return bootRtmr3;
  }

  /** Who the workload is. */
  public AppIdentity identity() {
    return AppIdentity.of(this);
  }
}
