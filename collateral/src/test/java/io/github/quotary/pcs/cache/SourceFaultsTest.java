package io.github.quotary.pcs.cache;

import static io.github.quotary.pcs.cache.SourceFixture.A_DAY;
import static io.github.quotary.pcs.cache.SourceFixture.find;
import static io.github.quotary.pcs.document.Platforms.TDX;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.CollateralSource.Lookup;
import io.github.quotary.pcs.client.PcsClient;
import io.github.quotary.pcs.client.RetryPolicy;
import io.github.quotary.pcs.document.DocumentKey;
import io.github.quotary.pcs.document.FailureKind;
import io.github.quotary.simulator.pcs.FakePcs;
import io.github.quotary.simulator.pcs.PcsFault;
import io.github.quotary.simulator.pcs.PcsService;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.verify.VerificationResult.Undecided;
import io.github.quotary.verify.VerificationResult.Verified;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every fault of every document, met by a source that knows the platform and by one that does not.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SourceFaultsTest {
  private static final List<PcsService> DOCUMENTS =
      List.of(
          PcsService.TCB_INFO, PcsService.QE_IDENTITY, PcsService.PCK_CRL, PcsService.ROOT_CA_CRL);

  @TempDir Path store;

  private final FakePcs pcs = SourceFixture.start(TDX);
  private final TestClock clock = new TestClock(TDX.at());
  private final Map<Duration, PcsClient> clients = new HashMap<>();
  private SourceFixture fixture = new SourceFixture(pcs, clock);

  @BeforeEach
  void healAndForget() {
    pcs.heal();
    pcs.publish(TDX);
    clock.set(TDX.at());
    fixture = new SourceFixture(pcs, clock);
  }

  /** A client that backs off would affect the next test. */
  @AfterEach
  void forgetPauses() {
    boolean paused =
        fixture.events(CollateralEvent.Failed.class).stream()
            .flatMap(event -> event.failures().stream())
            .anyMatch(failure -> failure.kind() == FailureKind.RATE_LIMITED);
    if (paused) {
      clients.clear();
    }
  }

  @AfterAll
  void close() {
    pcs.close();
  }

  static Stream<PcsFault> faults() {
    Stream<PcsFault> wire =
        Stream.of(
            new PcsFault.Latency(Duration.ofHours(1)),
            new PcsFault.TooManyRequests(null),
            new PcsFault.TooManyRequests("3600"),
            new PcsFault.Status(500),
            new PcsFault.Status(404),
            new PcsFault.HugeBody(1 << 20),
            new PcsFault.Redirect(URI.create("http://other.invalid/")));
    return Stream.of(
            wire,
            Stream.<PcsFault>of(PcsFault.Plain.values()),
            Stream.of(PcsFault.Content.values()))
        .flatMap(each -> each);
  }

  static Stream<Arguments> faultsOfDocuments() {
    return faults().flatMap(f -> DOCUMENTS.stream().map(d -> Arguments.of(d, f)));
  }

  /** The chain's header of a list that comes without a chain cannot be wrong. */
  private static boolean isHarmless(PcsService document, PcsFault fault) {
    return document == PcsService.ROOT_CA_CRL
        && (fault == PcsFault.Plain.CHAIN_HEADER_MISSING
            || fault == PcsFault.Plain.CHAIN_HEADER_BROKEN);
  }

  private CachingCollateralSource source() {
    return builder(Duration.ofSeconds(10)).store(store).build();
  }

  /** Limits the wait for a late response to what a test can afford. */
  private CachingCollateralSource source(PcsFault fault) {
    boolean late = fault instanceof PcsFault.Latency;
    return builder(Duration.ofMillis(late ? 100 : 10_000)).store(store).build();
  }

  private CachingCollateralSource sourceInMemory(PcsFault fault) {
    boolean late = fault instanceof PcsFault.Latency;
    return builder(Duration.ofMillis(late ? 700 : 10_000)).build();
  }

  /** Clients are shared: each has threads, and hundreds of them make a small machine slow. */
  private CachingCollateralSource.Builder builder(Duration timeout) {
    return fixture.builder(
        clients.computeIfAbsent(
            timeout,
            any -> fixture.client().timeout(timeout).retryPolicy(RetryPolicy.none()).build()));
  }

  @ParameterizedTest
  @MethodSource("faultsOfDocuments")
  void aCachedDocumentStaysAndIsServed(PcsService document, PcsFault fault) {
    if (fault instanceof PcsFault.Latency) {
      find(source(), TDX); // so that the impatient source has its documents from the store
    }
    CachingCollateralSource source = source(fault);
    Lookup good = assertInstanceOf(Lookup.Found.class, find(source, TDX));

    fixture.clock.advance(A_DAY);
    fixture.events.clear();
    pcs.fault(document, fault);
    source.refreshDue();
    assertSame(good, find(source, TDX));
    assertTrue(fixture.verify(source, TDX).isTrusted());
    if (!isHarmless(document, fault)) {
      int failed = fixture.events(CollateralEvent.Failed.class).size();
      assertTrue(failed >= 1, "" + fixture.events);
      assertEquals(failed, fixture.events(CollateralEvent.ServedStale.class).size());
    }

    CachingCollateralSource restarted = source(fault);
    assertTrue(fixture.verify(restarted, TDX).isTrusted(), "the stored documents, too, stayed");
  }

  @ParameterizedTest
  @MethodSource("faultsOfDocuments")
  void anUncachedDocumentIsUnavailableUntilTheFaultIsFixed(PcsService document, PcsFault fault) {
    CachingCollateralSource source = sourceInMemory(fault);
    pcs.fault(document, fault);
    Lookup lookup = find(source, TDX);
    if (isHarmless(document, fault)
        || fault == PcsFault.Content.OLDER_NUMBER
        || fault == PcsFault.Content.OLDER_ISSUE) {
      assertTrue(fixture.verify(source, TDX).isTrusted());
      return;
    }
    if (fault == PcsFault.Content.EXPIRED || fault == PcsFault.Content.FROM_THE_FUTURE) {
      Verified verified = assertInstanceOf(Verified.class, fixture.verify(source, TDX));
      assertFalse(verified.isTrusted(), "genuine, but not at this time");
    } else {
      Lookup.Unavailable none = assertInstanceOf(Lookup.Unavailable.class, lookup);
      Undecided undecided = assertInstanceOf(Undecided.class, fixture.verify(source, TDX));
      assertEquals(none.cause(), undecided.cause());
      assertEquals(isTransient(fault), none.retryable(), none.cause());
    }

    pcs.heal();
    fixture.clock.advance(Duration.ofHours(2));
    assertTrue(fixture.verify(source, TDX).isTrusted());
  }

  private static boolean isTransient(PcsFault fault) {
    return fault instanceof PcsFault.Latency
        || fault instanceof PcsFault.TooManyRequests
        || fault == PcsFault.Plain.TRUNCATED
        || (fault instanceof PcsFault.Status status && status.code() >= 500);
  }

  @Test
  void aNewerIssueReplacesTheCachedOneInMemoryAndOnDisk() {
    CachingCollateralSource source = source();
    Lookup old = find(source, TDX);
    Scenario newer =
        TDX.withTcbInfo(
            info ->
                info.withEvaluationNumber(21)
                    .withIssueDate(info.issueDate().plus(A_DAY))
                    .withNextUpdate(info.nextUpdate().plus(A_DAY)));
    pcs.publish(newer);
    fixture.clock.advance(A_DAY);
    source.refreshDue();
    Lookup fresh = find(source, TDX);
    assertNotEquals(old, fresh);
    List<Boolean> changed =
        fixture.events(CollateralEvent.Refreshed.class).stream()
            .filter(event -> event.key() instanceof DocumentKey.TcbInfo)
            .map(CollateralEvent.Refreshed::changed)
            .toList();
    assertEquals(List.of(true), changed);
    pcs.fault(PcsService.TCB_INFO, new PcsFault.Status(500));
    assertEquals(fresh, find(source(), TDX));
  }
}
