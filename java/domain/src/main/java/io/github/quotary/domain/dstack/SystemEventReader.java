package io.github.quotary.domain.dstack;

import io.github.quotary.crypto.Sha2;
import io.github.quotary.domain.reading.Reading;
import io.github.quotary.quote.Measurement;
import io.github.quotary.rtmr.Event;
import io.github.quotary.rtmr.ProvenEvent;
import io.github.quotary.rtmr.Rtmr;
import io.github.quotary.rtmr.RtmrComparison;
import io.github.quotary.rtmr.RuntimeEvent;
import io.github.quotary.rtmr.UnprovenEvent;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads RTMR3's events for the system events in them. */
final class SystemEventReader {
  private static final int REGISTER_SIZE = 48;

  private final List<Event> events = new ArrayList<>();
  private final Map<Event, ProvenEvent> proven = new HashMap<>();
  private final List<ProvenEvent> system = new ArrayList<>();
  private final List<ProvenEvent> app = new ArrayList<>();
  private final MessageDigest sha384 = Sha2.newDigest("SHA-384");
  private byte[] rtmr3 = new byte[REGISTER_SIZE];
  private @Nullable Measurement bootRtmr3;

  private SystemEventReader(RtmrComparison comparison) {
    for (ProvenEvent event : comparison.proven(Rtmr.RTMR3)) {
      proven.put(event.event(), event);
      events.add(event.event());
    }
    comparison.unproven().stream()
        .map(UnprovenEvent::event)
        .filter(event -> event.isExtended() && event.register().orElseThrow() == Rtmr.RTMR3)
        .forEach(events::add);
    events.sort(Comparator.comparingInt(Event::index));
  }

  static Reading<SystemEvents> read(RtmrComparison comparison, boolean complete) {
    if (!comparison.matches(Rtmr.RTMR3)) {
      return Reading.malformed("RTMR3 does not replay to the quote");
    }
    return new SystemEventReader(comparison).read(complete);
  }

  private Reading<SystemEvents> read(boolean complete) {
    SystemSequence sequence = SystemSequence.forNames(systemNames());
    boolean ready = false;
    for (Event event : events) {
      if (!(event instanceof RuntimeEvent)) {
        return refused(event, "not a run-time event, so nothing binds its content to its digest");
      }
      ProvenEvent provenEvent = proven.get(event);
      if (ready) {
        Optional.ofNullable(provenEvent).ifPresent(app::add);
        continue;
      }
      if (provenEvent == null) {
        return refused(event, "its name contains ':', so its end is ambiguous");
      }
      String problem = problem(provenEvent, sequence);
      if (problem != null) {
        return refused(event, problem);
      }
      take(provenEvent);
      ready = provenEvent.name().equals(SystemEvent.SYSTEM_READY.eventName());
    }
    if (complete ? !sequence.isComplete() : !sequence.isBooted()) {
      return Reading.malformed("the log ends before the guest is up: " + sequence.due());
    }
    return Reading.of(
        new SystemEvents(system, app, sequence.isComplete(), Optional.ofNullable(bootRtmr3)));
  }

  private List<String> systemNames() {
    return events.stream()
        .map(Event::claimedName)
        .takeWhile(name -> !name.equals(SystemEvent.SYSTEM_READY.eventName()))
        .toList();
  }

  private static @Nullable String problem(ProvenEvent event, SystemSequence sequence) {
    Optional<SystemEvent> known = SystemEvent.named(event.name());
    if (known.isEmpty()) {
      return "not an event that can precede system-ready";
    }
    String problem = sequence.next(known.get());
    if (problem == null && !known.get().accepts(event.payload())) {
      return "its payload has "
          + event.payload().remaining()
          + " bytes; it must have "
          + known.get().payloadRule();
    }
    if (problem == null && known.get() == SystemEvent.KEY_PROVIDER) {
      return KeyProvider.parse(event.payload()).isEmpty()
          ? "its payload is not a key provider"
          : null;
    }
    return problem;
  }

  private void take(ProvenEvent event) {
    system.add(event);
    sha384.update(rtmr3);
    rtmr3 = sha384.digest(event.event().digest().toByteArray());
    if (event.name().equals(SystemEvent.BOOT_MR_DONE.eventName())) {
      bootRtmr3 = Measurement.of(rtmr3);
    }
  }

  private static Reading<SystemEvents> refused(Event event, String problem) {
    return Reading.malformed("event " + event.index() + " '" + event.claimedName() + "'", problem);
  }
}
