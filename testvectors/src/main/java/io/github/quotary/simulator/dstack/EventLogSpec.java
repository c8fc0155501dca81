package io.github.quotary.simulator.dstack;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.simulator.octets.Digests;
import io.github.quotary.simulator.octets.Hex;
import io.github.quotary.simulator.octets.JsonText;
import io.github.quotary.simulator.spec.ReportSpec;
import io.github.quotary.simulator.spec.TdField;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What was measured into a TD's registers, in order, and the logs that tell of it: dstack's JSON
 * and firmware's binary log (CCEL).
 *
 * @param events events of RTMR0 to RTMR3, in the order of the log
 */
public record EventLogSpec(List<LoggedEvent> events) {
  /** Octets of the log area that TDX firmware sets aside as a rule: 64 KiB. */
  public static final int CCEL_AREA = 1 << 16;

  private static final int REGISTERS = 4;
  private static final int REGISTER_SIZE = 48;
  private static final List<TdField> FIELDS =
      List.of(TdField.RTMR0, TdField.RTMR1, TdField.RTMR2, TdField.RTMR3);

  /** Copies the list. */
  public EventLogSpec {
    events = List.copyOf(events);
  }

  /** The same with one more event at the end. */
  public EventLogSpec with(LoggedEvent event) {
    List<LoggedEvent> more = new ArrayList<>(events);
    more.add(event);
    return new EventLogSpec(more);
  }

  /** The same with one event changed; the first has index 0. */
  public EventLogSpec with(int index, UnaryOperator<LoggedEvent> change) {
    List<LoggedEvent> changed = new ArrayList<>(events);
    changed.set(index, change.apply(changed.get(index)));
    return new EventLogSpec(changed);
  }

  /** The same with the events of this name changed. */
  public EventLogSpec with(String name, UnaryOperator<LoggedEvent> change) {
    return new EventLogSpec(
        events.stream()
            .map(event -> event.name().equals(name) ? change.apply(event) : event)
            .toList());
  }

  /** The same without one event; the first has index 0. */
  public EventLogSpec without(int index) {
    List<LoggedEvent> fewer = new ArrayList<>(events);
    fewer.remove(index);
    return new EventLogSpec(fewer);
  }

  /** A register after all events, hex of 48 octets; {@code index} is 0 to 3. */
  public String rtmr(int index) {
    byte[] register = new byte[REGISTER_SIZE];
    for (LoggedEvent event : events) {
      if (event.rtmr() == index) {
        register = Digests.sha384(register, Hex.bytes(event.digest(), REGISTER_SIZE));
      }
    }
    return Hex.of(register);
  }

  /** A TD's report with these registers. */
  public ReportSpec<TdField> measuredInto(ReportSpec<TdField> td) {
    ReportSpec<TdField> measured = td;
    for (int i = 0; i < REGISTERS; i++) {
      measured = measured.with(FIELDS.get(i), rtmr(i));
    }
    return measured;
  }

  /** dstack's JSON array, complete. */
  public String json() {
    return json(EventLogForm.COMPLETE);
  }

  /** dstack's JSON array, as much of it as this form has, in UTF-8 and without white space. */
  public String json(EventLogForm form) {
    return JsonText.compact(
        json -> {
          json.writeStartArray();
          for (LoggedEvent event : events) {
            if (form.keeps(event)) {
              write(json, event, form);
            }
          }
          json.writeEndArray();
        });
  }

  /**
   * The binary log: the events of RTMR0 to RTMR2, and 0xff up to {@link #CCEL_AREA}.
   *
   * @throws IllegalStateException if they are longer than that
   */
  public byte[] ccel() {
    return CcelWriter.write(events, CCEL_AREA);
  }

  /**
   * The binary log with 0xff up to so many octets.
   *
   * @throws IllegalStateException if the events are longer than that
   */
  public byte[] ccel(int area) {
    return CcelWriter.write(events, area);
  }

  /** Version 2 has its preimage as text where digests are left out, else as hex. */
  private static void write(JsonGenerator json, LoggedEvent event, EventLogForm form)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("imr", event.rtmr());
    json.writeNumberField("event_type", event.type());
    json.writeStringField("digest", form.digest(event));
    json.writeStringField("event", event.name());
    json.writeStringField("event_payload", form.payload(event));
    if (event.version() == RuntimeDigest.V2) {
      json.writeNumberField("version", event.version().number());
      json.writeStringField(
          "preimage", form.digest(event).isEmpty() ? event.preimageText() : event.preimage());
    }
    json.writeEndObject();
  }
}
