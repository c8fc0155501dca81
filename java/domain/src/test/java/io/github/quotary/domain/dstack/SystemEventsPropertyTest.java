package io.github.quotary.domain.dstack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.domain.reading.Reading;
import io.github.quotary.quote.Measurement;
import io.github.quotary.simulator.dstack.DstackApp;
import io.github.quotary.simulator.dstack.DstackEra;
import io.github.quotary.simulator.dstack.LoggedEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * A guest that measures otherwise than dstack's does, all of it honestly: refused, or nobody else
 * than the app is read out of it.
 */
@PropertyDefaults(tries = 400, edgeCases = EdgeCasesMode.NONE)
class SystemEventsPropertyTest {
  private static List<LoggedEvent> runtime(DstackApp app) {
    return app.eventLog().events().stream().filter(event -> event.rtmr() == 3).toList();
  }

  /** Measured with digests of version 1, whatever the era. */
  private static Reading<SystemEvents> read(List<LoggedEvent> events) {
    Workload workload = new Workload();
    events.forEach(
        event -> workload.measure(event.name(), HexFormat.of().parseHex(event.payload())));
    return SystemEvents.read(workload.comparison());
  }

  private static void assertNobodyElse(List<LoggedEvent> events, DstackApp app) {
    Optional<SystemEvents> accepted = read(events).found();
    if (accepted.isPresent()) {
      AppIdentity identity = accepted.get().identity();
      assertEquals(app.appId(), identity.appId().toString());
      assertEquals(app.composeHash(), identity.composeHash().toString());
      assertEquals(app.instanceId(), identity.instanceId().map(Measurement::toString).orElse(""));
      Optional<String> provider = identity.keyProvider().map(found -> found.id().toString());
      assertTrue(provider.isEmpty() || provider.get().equals(app.keyProvider().id()));
      Optional<String> image = identity.osImageHash().map(Measurement::toString);
      assertTrue(image.isEmpty() || image.get().equals(app.osImageHash()));
    }
  }

  @Property
  void eventsThatChangePlaces(
      @ForAll DstackEra era, @ForAll @IntRange(max = 20) int a, @ForAll @IntRange(max = 20) int b) {
    DstackApp app = DstackApp.of(era);
    List<LoggedEvent> events = new ArrayList<>(runtime(app));
    Collections.swap(events, a % events.size(), b % events.size());
    assertNobodyElse(events, app);
  }

  @Property
  void anEventThatComesTwiceOrNot(
      @ForAll DstackEra era,
      @ForAll @IntRange(max = 20) int which,
      @ForAll @IntRange(max = 20) int place) {
    DstackApp app = DstackApp.of(era);
    List<LoggedEvent> events = new ArrayList<>(runtime(app));
    LoggedEvent event = events.get(which % events.size());
    List<LoggedEvent> fewer = new ArrayList<>(events);
    fewer.remove(event);
    assertNobodyElse(fewer, app);
    events.add(place % (events.size() + 1), event);
    assertNobodyElse(events, app);
  }

  /** Another compose hash, app id and so on, at any place beside the true one. */
  @Property
  void anEventOfAnotherAppBesideTheTrueOnes(
      @ForAll DstackEra era,
      @ForAll @IntRange(max = 20) int which,
      @ForAll @IntRange(max = 20) int place) {
    DstackApp app = DstackApp.of(era);
    DstackApp other =
        app.withComposeFile("{}").withOsImageHash("00".repeat(32)).withInstanceId("00".repeat(20));
    List<LoggedEvent> events = new ArrayList<>(runtime(app));
    List<LoggedEvent> others = runtime(other);
    LoggedEvent foreign = others.get(which % others.size());
    int at = place % (events.size() + 1);
    events.add(at, foreign);
    assertNobodyElse(events, app);
  }

  @Provide
  Arbitrary<List<LoggedEvent>> anything() {
    List<LoggedEvent> known = new ArrayList<>();
    for (DstackEra era : DstackEra.values()) {
      known.addAll(runtime(DstackApp.of(era)));
    }
    Arbitrary<LoggedEvent> strange =
        Arbitraries.strings()
            .all()
            .ofMaxLength(6)
            .filter(SystemEventsPropertyTest::isUnicode)
            .map(name -> known.get(0).withName(name));
    return Arbitraries.oneOf(Arbitraries.of(known), strange).list().ofMaxSize(16);
  }

  private static boolean isUnicode(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  @Property
  void whateverIsMeasuredIsJudged(@ForAll("anything") List<LoggedEvent> events) {
    Reading<SystemEvents> reading = read(events);
    assertNotEquals(Optional.of(""), reading.problem());
    assertNotEquals(reading.found().isPresent(), reading.problem().isPresent());
  }

  @Property(tries = 1000)
  void whateverBytesAreAnAttestation(@ForAll byte[] bytes, @ForAll @IntRange(max = 4) int start) {
    byte[] marked = new byte[bytes.length + 1];
    marked[0] = new byte[] {0, (byte) 0x83, (byte) 0xde, (byte) 0xdf, 1}[start];
    System.arraycopy(bytes, 0, marked, 1, bytes.length);
    assertTrue(
        !(TdxAttestation.decode(ByteBuffer.wrap(marked)) instanceof AttestationDecoding.Decoded));
  }
}
