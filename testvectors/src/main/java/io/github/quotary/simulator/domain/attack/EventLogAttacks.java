package io.github.quotary.simulator.domain.attack;

import io.github.quotary.simulator.domain.DomainKind;
import io.github.quotary.simulator.domain.Workload;
import io.github.quotary.simulator.dstack.DstackApp;
import io.github.quotary.simulator.dstack.DstackEra;
import io.github.quotary.simulator.dstack.LoggedEvent;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;

/** Event logs that tell another story than the registers do. */
final class EventLogAttacks {
  private static final String COMPOSE = "compose-hash";
  private static final long IPL = 0xd;

  private final DomainKind kind;
  private final DstackApp honest;

  private EventLogAttacks(DomainKind kind) {
    this.kind = kind;
    this.honest = Victim.workload(kind).app();
  }

  static List<DomainAttack> of(DomainKind kind) {
    return new EventLogAttacks(kind).all();
  }

  private List<DomainAttack> all() {
    return List.of(
        attack(
            "payload-swapped",
            "EL-1",
            "the log gives the right compose hash under the digest of another",
            workload ->
                other(workload)
                    .withApp(app -> app.withForm(DstackEra.V0_5_5.form()))
                    .telling(log -> log.with(COMPOSE, e -> e.withPayload(honest.composeHash())))),
        attack(
            "payload-swapped-without-digest",
            "EL-1",
            "the same in a log that leaves digests out",
            workload ->
                other(workload)
                    .telling(log -> log.with(COMPOSE, e -> e.withPayload(honest.composeHash())))),
        attack(
            "preimage-beside-another-payload",
            "EL-1",
            "an event of version 2 whose preimage fits the digest, and whose payload does not",
            workload ->
                other(workload.withApp(app -> app.withEra(DstackEra.V0_5_10)))
                    .answering(a -> a.withEventLog(payloadReplaced(a.eventLog(), workload)))),
        attack(
            "event-renamed-at-the-colon",
            "EL-2",
            "a digest of version 1 read as another name and payload",
            workload ->
                workload
                    .withApp(app -> app.withInstanceId(hex("compose-hash:1234567")))
                    .telling(
                        log ->
                            log.with(
                                "instance-id",
                                e ->
                                    e.withName("instance-id:compose-hash")
                                        .withPayload(hex("1234567"))))),
        attack(
            "two-compose-hashes",
            "EL-2",
            "two compose hashes before the system is ready, the second of them right",
            workload ->
                other(workload)
                    .withApp(app -> app.with(COMPOSE, app.composeHash(), honest.composeHash()))),
        attack(
            "no-compose-hash",
            "EL-2",
            "a guest that measures no compose hash",
            workload -> workload.withApp(app -> app.with(COMPOSE))),
        attack(
            "compose-hash-in-another-register",
            "EL-2",
            "the right compose hash in RTMR2, which is not for it",
            workload -> workload.measuring(log -> log.with(COMPOSE, e -> e.withRtmr(2)))),
        attack(
            "compose-hash-of-another-type",
            "EL-2",
            "an event with the right name that the guest did not measure",
            workload -> workload.measuring(log -> log.with(COMPOSE, e -> opaque(e).withType(IPL)))),
        attack(
            "opaque-event-in-rtmr3",
            "EL-2",
            "an event in RTMR3 that only its digest is known of",
            workload ->
                workload.measuring(
                    log -> log.with(LoggedEvent.measured(3, IPL, hex("hidden")).withName("x")))),
        attack(
            "system-not-ready",
            "EL-2",
            "a guest that was stopped before it was ready, to be told the rest",
            workload -> workload.withApp(app -> app.with("system-ready"))),
        attack(
            "short-digest",
            "EL-1",
            "a digest of 32 octets, which a lenient replay fills up",
            workload -> workload.telling(log -> log.with(0, e -> e.withDigest("5e".repeat(32))))),
        attack(
            "event-left-out",
            "EL-1",
            "the log leaves an event out",
            workload -> workload.telling(log -> log.without(log.events().size() - 2))),
        attack(
                "no-event-log",
                "EL-1",
                "no log at all",
                workload -> workload.answering(a -> a.withEventLog("[]")))
            .leavesIncomplete());
  }

  private DomainAttack attack(
      String name, String check, String about, UnaryOperator<Workload> change) {
    return DomainAttack.fails(
        kind, name, check, about, laboratory -> Victim.with(laboratory, kind, change));
  }

  private static Workload other(Workload workload) {
    return workload.withApp(
        app -> app.withComposeFile(app.composeFile().replace("\"simulated\"", "\"malicious\"")));
  }

  /** What is not a run-time event has a digest of its own, which logs keep. */
  private static LoggedEvent opaque(LoggedEvent event) {
    return LoggedEvent.of(event.rtmr(), IPL, event.payload(), event.digest())
        .withName(event.name());
  }

  private String payloadReplaced(String log, Workload workload) {
    String measured =
        other(workload.withApp(app -> app.withEra(DstackEra.V0_5_10))).app().composeHash();
    return log.replace(
        "\"event_payload\":\"" + measured, "\"event_payload\":\"" + honest.composeHash());
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
  }
}
