package io.github.quotary.domain.dstack;

import static io.github.quotary.domain.dstack.Workload.APP;
import static io.github.quotary.domain.dstack.Workload.COMPOSE;
import static io.github.quotary.domain.dstack.Workload.HASH;
import static io.github.quotary.domain.dstack.Workload.INSTANCE;
import static io.github.quotary.domain.dstack.Workload.KMS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.domain.reading.Reading;
import io.github.quotary.quote.Measurement;
import io.github.quotary.rtmr.ProvenEvent;
import io.github.quotary.rtmr.RtmrReplay;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The sequence of system events in every version, and everything that breaks it. */
class SystemEventsTest {
  private static final byte[] NONE = new byte[0];

  private static Workload start() {
    return new Workload().measure("system-preparing").measure("app-id", APP);
  }

  static Stream<Arguments> versions() {
    Workload v03 =
        new Workload()
            .measure("rootfs-hash", HASH)
            .measure("app-id", APP)
            .measure("compose-hash", COMPOSE)
            .measure("ca-cert-hash", HASH)
            .measure("instance-id", INSTANCE);
    Workload v04 =
        new Workload()
            .measure("rootfs-hash", HASH)
            .measure("upgraded-app-id", APP)
            .measure("compose-hash", COMPOSE)
            .measure("instance-id", INSTANCE)
            .measure("boot-mr-done")
            .measure("key-provider", "{\"name\":\"none\",\"id\":\"\"}")
            .measure("system-ready");
    Workload v050 =
        start()
            .measure("compose-hash", COMPOSE)
            .measure("instance-id")
            .measure("boot-mr-done")
            .measure("mr-kms", HASH)
            .measure("os-image-hash", HASH)
            .measure("key-provider", KMS)
            .measure("system-ready");
    Workload v06 =
        start()
            .measure("compose-hash", COMPOSE)
            .measure("init-script-hash", HASH)
            .measure("init-script-hash", COMPOSE)
            .measure("gpu-policy-hash", HASH)
            .measure("gpu-attestation", "any thing: at all")
            .measure("instance-id", INSTANCE)
            .measure("boot-mr-done")
            .measure("os-image-hash", HASH)
            .measure("key-provider", KMS)
            .measure("storage-fs", "ext4")
            .measure("system-ready");
    return Stream.of(
        Arguments.of("0.3.6", v03),
        Arguments.of("0.4", v04),
        Arguments.of("0.5.0", v050),
        Arguments.of("0.5.5", Workload.up()),
        Arguments.of("0.6", v06));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void acceptsEveryVersion(String version, Workload workload) {
    SystemEvents events = workload.events();
    assertTrue(events.isComplete());
    assertEquals(workload.log().size(), events.system().size());
    AppIdentity identity = events.identity();
    assertEquals(Measurement.of(APP), identity.appId());
    assertEquals(Measurement.of(COMPOSE), identity.composeHash());
    boolean scripts = version.equals("0.6");
    assertEquals(
        scripts ? List.of(Measurement.of(HASH), Measurement.of(COMPOSE)) : List.of(),
        identity.initScriptHashes());
    assertEquals(version.equals("0.5.0"), identity.instanceId().isEmpty());
    assertEquals(version.equals("0.3.6"), identity.caCertHash().isPresent());
    assertEquals(scripts, identity.gpuPolicyHash().isPresent());
  }

  @Test
  void readsEverythingThatIsThere() {
    AppIdentity identity = Workload.up().events().identity();
    assertEquals(Optional.of(Measurement.of(INSTANCE)), identity.instanceId());
    assertEquals(Optional.of(Measurement.of(HASH)), identity.osImageHash());
    assertEquals(Optional.of("zfs"), identity.storageFs());
    assertEquals(
        Optional.of(new KeyProvider(KeyProvider.Kind.KMS, Measurement.fromHex("3059aabb"))),
        identity.keyProvider());
  }

  @Test
  void leavesToTheAppWhatFollowsSystemReady() {
    SystemEvents events =
        Workload.up()
            .measure("compose-hash", HASH)
            .measure("app-id", HASH)
            .measure("system-ready")
            .measure("a:b", "c")
            .measure("mine", "x:y")
            .events();
    assertEquals(Measurement.of(COMPOSE), events.identity().composeHash());
    assertEquals(
        List.of("compose-hash", "app-id", "system-ready", "mine"),
        events.app().stream().map(ProvenEvent::name).toList());
    assertTrue(events.app().get(3).nameCouldBeLonger());
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault("app-id twice", w -> w.measure("app-id", APP), "it occurs twice"),
        fault("another app-id", w -> w.measure("upgraded-app-id", APP), "out of order"),
        fault(
            "compose-hash twice",
            w -> w.measure("compose-hash", COMPOSE).measure("compose-hash", HASH),
            "it occurs twice"),
        fault("a step left out", w -> w.measure("instance-id"), "compose-hash is expected next"),
        fault("the end too early", w -> w.measure("system-ready"), "compose-hash is expected next"),
        fault(
            "a step too early",
            w -> w.measure("compose-hash", COMPOSE).measure("boot-mr-done"),
            "instance-id is expected next"),
        fault(
            "six init scripts",
            w -> {
              w.measure("compose-hash", COMPOSE);
              for (int i = 0; i < 6; i++) {
                w.measure("init-script-hash", HASH);
              }
              return w;
            },
            "it occurs twice"),
        fault("a name of its own", w -> w.measure("compose-hash2", COMPOSE), "not an event that"),
        fault("a name in capitals", w -> w.measure("COMPOSE-HASH", COMPOSE), "not an event that"),
        fault("a name with ':'", w -> w.measure("compose-hash:", COMPOSE), "its name contains ':'"),
        fault("a short hash", w -> w.measure("compose-hash", APP), "must have 32 bytes"),
        fault("an empty hash", w -> w.measure("compose-hash"), "must have 32 bytes"),
        fault(
            "an instance of 32 bytes",
            w -> w.measure("compose-hash", COMPOSE).measure("instance-id", HASH),
            "must have 0 or 20 bytes"),
        fault(
            "a marker with a payload",
            w ->
                w.measure("compose-hash", COMPOSE)
                    .measure("instance-id")
                    .measure("boot-mr-done", "x"),
            "must have nothing"),
        fault(
            "a key provider of its own",
            w -> toKeyProvider(w).measure("key-provider", "{\"name\":\"me\",\"id\":\"\"}"),
            "is not a key provider"),
        fault(
            "a key provider twice",
            w ->
                toKeyProvider(w)
                    .measure("key-provider", "{\"name\":\"kms\",\"name\":\"tpm\",\"id\":\"\"}"),
            "is not a key provider"),
        fault(
            "a file system that is none",
            w -> toKeyProvider(w).measure("key-provider", KMS).measure("storage-fs", "z\u001bs"),
            "a short ASCII word"),
        fault(
            "another type",
            w -> w.add(3, 4, Workload.hash("SHA-384", COMPOSE), "compose-hash", COMPOSE),
            "not a run-time event"));
  }

  private static Workload toKeyProvider(Workload workload) {
    return workload.measure("compose-hash", COMPOSE).measure("instance-id").measure("boot-mr-done");
  }

  private static Arguments fault(String name, UnaryOperator<Workload> fault, String problem) {
    return Arguments.of(name, fault, problem);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void refuses(String name, UnaryOperator<Workload> fault, String problem) {
    Workload workload = fault.apply(start());
    Reading<SystemEvents> refused = SystemEvents.read(workload.comparison());
    assertProblem(problem, refused);
    assertProblem("event " + (workload.log().size() - 1) + " ", refused);
  }

  private static void assertProblem(String expected, Reading<SystemEvents> reading) {
    String problem = reading.problem().orElseThrow();
    assertTrue(problem.contains(expected), problem);
  }

  @Test
  void refusesAFirmwareEventEvenBehindSystemReady() {
    Workload workload =
        Workload.up().add(3, 4, Workload.hash("SHA-384", NONE), "", "opaque".getBytes(UTF_8));
    assertInstanceOf(Reading.Malformed.class, SystemEvents.read(workload.comparison()));
  }

  @Test
  void refusesAnythingBehindTheEndOfVersion03() {
    Workload v03 =
        new Workload()
            .measure("rootfs-hash", HASH)
            .measure("app-id", APP)
            .measure("compose-hash", COMPOSE)
            .measure("ca-cert-hash", HASH)
            .measure("instance-id", INSTANCE)
            .measure("boot-mr-done");
    Reading<SystemEvents> refused = SystemEvents.read(v03.comparison());
    assertProblem("follows the last system event", refused);
  }

  @Test
  void looksAtRtmr3Only() {
    Workload workload = Workload.up().measure(2, "compose-hash", HASH);
    assertEquals(Measurement.of(COMPOSE), workload.events().identity().composeHash());
    Workload elsewhere = start().measure(2, "compose-hash", COMPOSE);
    assertInstanceOf(Reading.Malformed.class, SystemEvents.read(elsewhere.comparison()));
  }

  @Test
  void refusesALogThatIsNotTheQuotes() {
    Workload honest = Workload.up();
    Workload other = Workload.up().measure("more");
    Reading<SystemEvents> refused =
        SystemEvents.read(RtmrReplay.of(honest.log()).compareUnverified(other.report()));
    assertProblem("does not replay", refused);
  }

  @Test
  void acceptsAGuestThatBootsOnlyWhereThatIsAsked() {
    Workload booting = toKeyProvider(start());
    Reading<SystemEvents> refused = SystemEvents.read(booting.comparison());
    assertProblem("key-provider is expected next", refused);
    SystemEvents events = SystemEvents.readBoot(booting.comparison()).found().orElseThrow();
    assertFalse(events.isComplete());
    assertEquals(Optional.of(Measurement.of(booting.register(3))), events.bootRtmr3());
    assertInstanceOf(
        Reading.Malformed.class, SystemEvents.readBoot(start().comparison()), "before the cut");
    assertInstanceOf(Reading.Read.class, SystemEvents.readBoot(Workload.up().comparison()));
  }
}
