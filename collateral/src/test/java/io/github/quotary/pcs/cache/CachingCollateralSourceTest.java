package io.github.quotary.pcs.cache;

import static io.github.quotary.pcs.cache.SourceFixture.A_DAY;
import static io.github.quotary.pcs.cache.SourceFixture.find;
import static io.github.quotary.pcs.document.Platforms.TDX;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.CollateralSource.Lookup;
import io.github.quotary.pcs.document.DocumentKey;
import io.github.quotary.pcs.document.FailureKind;
import io.github.quotary.pcs.document.Platforms;
import io.github.quotary.pcs.document.TcbUpdate;
import io.github.quotary.simulator.pcs.FakePcs;
import io.github.quotary.simulator.pcs.PcsFault;
import io.github.quotary.simulator.pcs.PcsService;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Undecided;
import io.github.quotary.verify.VerificationResult.Verified;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachingCollateralSourceTest {
  private static final Duration LIFE =
      Duration.between(TDX.at(), TDX.tcbInfo().nextUpdate()).plusSeconds(1);

  @TempDir Path store;

  private final SourceFixture fixture = new SourceFixture(TDX);

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aKnownPlatformNeedsNeitherNetworkNorDisk() throws IOException {
    CachingCollateralSource source = fixture.source(store);
    assertTrue(fixture.verify(source, TDX).isTrusted());
    assertEquals(4, fixture.pcs.requests().size());
    assertEquals(4, fixture.events(CollateralEvent.Fetched.class).size());

    fixture.pcs.forgetRequests();
    deleteAll(store);
    Lookup first = find(source, TDX);
    for (int i = 0; i < 100; i++) {
      assertTrue(fixture.verify(source, TDX).isTrusted());
      assertSame(first, find(source, TDX));
    }
    assertEquals(List.of(), fixture.pcs.requests());
    assertEquals(List.of(), fixture.events(CollateralEvent.StoreFailed.class));
  }

  @Test
  void aRestartNeedsNoNetwork() {
    Lookup before = find(fixture.source(store), TDX);
    fixture.pcs.forgetRequests();
    assertEquals(before, find(fixture.source(store), TDX));
    assertEquals(List.of(), fixture.pcs.requests());
  }

  @Test
  void aDocumentStoredUnderAFastClockIsFetchedAgain() {
    fixture.clock.advance(A_DAY);
    find(fixture.source(store), TDX);
    fixture.clock.set(TDX.at());
    fixture.pcs.forgetRequests();
    assertTrue(fixture.verify(fixture.source(store), TDX).isTrusted());
    assertEquals(4, fixture.pcs.requests().size());
  }

  @Test
  void aDocumentFetchedByAnotherProcessIsReused() {
    CachingCollateralSource one = fixture.source(store);
    CachingCollateralSource other = fixture.source(store);
    find(one, TDX);
    find(other, TDX);
    assertEquals(4, fixture.pcs.requests().size());

    fixture.clock.advance(A_DAY);
    one.refreshDue();
    other.refreshDue();
    assertEquals(8, fixture.pcs.requests().size());
  }

  @Test
  void documentsAreRefreshedInTheBackgroundBeforeTheyExpire() {
    CachingCollateralSource source = fixture.source(null);
    find(source, TDX);
    Instant nextUpdate = TDX.tcbInfo().nextUpdate();
    int looks = 0;
    while (fixture.clock.instant().isBefore(nextUpdate)) {
      assertEquals(1, fixture.scheduler.planned(), "one wake-up is scheduled at a time");
      fixture.clock.advance(Duration.ofMillis(fixture.scheduler.delaysMillis.get(looks++)));
      fixture.scheduler.runNext();
    }
    int days = (int) Duration.between(TDX.at(), nextUpdate).toDays();
    int refreshed = fixture.events(CollateralEvent.Refreshed.class).size();
    assertTrue(refreshed >= 4 * days, refreshed + " times in " + days + " days");
    assertTrue(refreshed <= 4 * (days * 10 / 9 + 12), refreshed + " times in " + days + " days");
    assertEquals(List.of(), fixture.events(CollateralEvent.Failed.class));
  }

  @Test
  void aShortLivedDocumentIsRefreshedWhenAQuarterOfItsLifeIsLeft() {
    Scenario shortLived =
        TDX.withTcbInfo(info -> info.withNextUpdate(TDX.at().plus(Duration.ofHours(8))));
    fixture.pcs.publish(shortLived);
    CachingCollateralSource source = fixture.source(null);
    find(source, TDX);
    fixture.pcs.forgetRequests();
    fixture.clock.advance(Duration.ofMinutes(323)); // 6 h less a tenth at most
    source.refreshDue();
    assertEquals(0, fixture.pcs.requests().size());
    fixture.clock.advance(Duration.ofMinutes(37));
    source.refreshDue();
    assertEquals(1, fixture.pcs.count(PcsService.TCB_INFO));
    assertEquals(1, fixture.pcs.requests().size());
  }

  @Test
  void failedRefreshesBackOffAndSucceedWhenTheServiceIsBack() {
    CachingCollateralSource source = fixture.source(null);
    find(source, TDX);
    fixture.pcs.forgetRequests();
    fixture.pcs.faultEverywhere(new PcsFault.Status(503));
    fixture.clock.advance(A_DAY);
    int attempts = 0;
    for (int minute = 0; minute < 120; minute++) {
      source.refreshDue();
      fixture.clock.advance(Duration.ofMinutes(1));
    }
    attempts = fixture.events(CollateralEvent.Failed.class).size();
    assertTrue(attempts >= 4 * 6 && attempts <= 4 * 9, attempts + " attempts in two hours");

    fixture.pcs.heal();
    fixture.clock.advance(Duration.ofHours(1));
    source.refreshDue();
    assertEquals(4, fixture.events(CollateralEvent.Refreshed.class).size());
  }

  @Test
  void aDocumentThatExpiresDuringAnOutageIsServedAsExpired() {
    CachingCollateralSource source = fixture.source(store);
    find(source, TDX);
    fixture.pcs.faultEverywhere(new PcsFault.Status(503));
    fixture.clock.advance(LIFE);
    Verified verified = assertInstanceOf(Verified.class, fixture.verify(source, TDX));
    assertTrue(verified.expired());
    assertFalse(verified.isTrusted());
    List<CollateralEvent.ServedStale> stale = fixture.events(CollateralEvent.ServedStale.class);
    assertEquals(4, stale.size());
    assertFalse(stale.get(0).current());

    fixture.pcs.forgetRequests();
    fixture.verify(source, TDX);
    assertEquals(List.of(), fixture.pcs.requests(), "the outage is remembered for a while");
  }

  @Test
  void aDocumentThatExpiredWhileStoppedIsFetchedAtOnce() {
    find(fixture.source(store), TDX);
    fixture.clock.advance(LIFE);
    fixture.pcs.publish(renewed(TDX, LIFE));
    VerificationResult result = fixture.verify(fixture.source(store), TDX);
    assertTrue(result.isTrusted(), result.toString());
  }

  @Test
  void anUnknownPlatformIsUndecidedAndCachedAsMissing() {
    fixture.pcs.forgetPlatforms();
    CachingCollateralSource source = fixture.source(store);
    Undecided undecided = assertInstanceOf(Undecided.class, fixture.verify(source, TDX));
    assertTrue(undecided.cause().contains("404"), undecided.cause());
    assertFalse(undecided.retryable());
    int requests = fixture.pcs.requests().size();
    fixture.verify(source, TDX);
    assertEquals(requests, fixture.pcs.requests().size());

    fixture.pcs.publish(TDX);
    fixture.clock.advance(Duration.ofMinutes(1));
    assertTrue(fixture.verify(source, TDX).isTrusted());
  }

  @Test
  void unknownPlatformsCannotMakeTheSourceFloodItsEndpoint() {
    fixture.pcs.forgetPlatforms();
    CachingCollateralSource source = fixture.builder().newPlatformsPerMinute(5).build();
    for (int i = 0; i < 50; i++) {
      find(source, Platforms.tdx(i));
    }
    assertEquals(5, fixture.pcs.count(PcsService.TCB_INFO));
    Lookup.Unavailable limited =
        assertInstanceOf(Lookup.Unavailable.class, find(source, Platforms.tdx(51)));
    assertTrue(limited.retryable());
    fixture.clock.advance(Duration.ofMinutes(1));
    find(source, Platforms.tdx(52));
    assertEquals(6, fixture.pcs.count(PcsService.TCB_INFO));
  }

  @Test
  void anOlderIssueIsRefusedUnlessAccepted() {
    for (PcsFault.Content older :
        List.of(PcsFault.Content.OLDER_NUMBER, PcsFault.Content.OLDER_ISSUE)) {
      for (boolean accepted : List.of(false, true)) {
        fixture.pcs.heal();
        fixture.events.clear();
        CachingCollateralSource source = fixture.builder().acceptOlder(accepted).build();
        Lookup cached = find(source, TDX);
        fixture.pcs.faultEverywhere(older);
        fixture.clock.advance(A_DAY);
        source.refreshDue();
        assertEquals(!accepted, cached.equals(find(source, TDX)));
        List<FailureKind> refused =
            fixture.events(CollateralEvent.Refused.class).stream()
                .map(event -> event.failure().kind())
                .distinct()
                .toList();
        assertEquals(accepted ? List.of() : List.of(FailureKind.OLDER), refused);
      }
    }
  }

  @Test
  void anOlderIssueDoesNotReplaceTheStoredOneEither() {
    find(fixture.source(store), TDX);
    fixture.pcs.faultEverywhere(PcsFault.Content.OLDER_ISSUE);
    fixture.clock.advance(A_DAY);
    CachingCollateralSource restarted = fixture.source(store);
    assertTrue(fixture.verify(restarted, TDX).isTrusted());
    assertEquals(
        TDX.tcbInfo().issueDate(),
        restarted.cachedDocuments().stream()
            .filter(document -> document.key() instanceof DocumentKey.TcbInfo)
            .findFirst()
            .orElseThrow()
            .facts()
            .issueDate());
  }

  @Test
  void aDocumentWithARevokedSignerIsNoLongerServed() {
    CachingCollateralSource source = fixture.source(store);
    find(source, TDX);
    Scenario revoking =
        TDX.withPki(
            pki ->
                pki.withRootCrl(pki.rootCrl().revoking(pki.tcbSigning().serial()).withNumber(99)));
    fixture.pcs.publish(revoking);
    fixture.clock.advance(A_DAY);
    source.refreshDue();
    Lookup.Unavailable none = assertInstanceOf(Lookup.Unavailable.class, find(source, TDX));
    assertTrue(none.cause().contains("TCB_INFO_SIGNER_REVOKED"), none.cause());

    fixture.pcs.publish(
        revoking.withPki(pki -> pki.withTcbSigning(pki.tcbSigning().withSerial(BigInteger.TEN))));
    fixture.clock.advance(Duration.ofMinutes(2));
    source.refreshDue();
    assertTrue(fixture.verify(source, TDX).isTrusted());
  }

  @Test
  void aThrowingListenerDoesNotAffectTheVerdict() {
    CachingCollateralSource source =
        fixture
            .builder()
            .listener(
                event -> {
                  throw new IllegalStateException("listener");
                })
            .build();
    assertTrue(fixture.verify(source, TDX).isTrusted());
  }

  @Test
  void dataSetsAreCachedSeparately() {
    Scenario early = TDX.withTcbInfo(info -> info.withEvaluationNumber(30));
    try (SourceFixture two =
        new SourceFixture(
            FakePcs.seeded(Platforms.SEED).platform(TDX).otherDataSet(early).start())) {
      CachingCollateralSource source = two.source(null);
      Lookup standard = source.find(Platforms.key(TDX), TcbUpdate.STANDARD);
      Lookup newest = source.find(Platforms.key(TDX), TcbUpdate.EARLY);
      assertFalse(standard.equals(newest));
      assertSame(standard, source.find(Platforms.key(TDX), TcbUpdate.STANDARD));
    }
  }

  @Test
  void prefetchedPlatformsNeedNoNetwork() {
    CachingCollateralSource source = fixture.source(null);
    source.prefetch(List.of(Platforms.key(TDX)));
    fixture.pcs.forgetRequests();
    assertTrue(fixture.verify(source, TDX).isTrusted());
    assertEquals(List.of(), fixture.pcs.requests());
  }

  private static Scenario renewed(Scenario scenario, Duration by) {
    return scenario
        .withTcbInfo(
            info ->
                info.withIssueDate(info.issueDate().plus(by))
                    .withNextUpdate(info.nextUpdate().plus(by)))
        .withQeIdentity(
            identity ->
                identity
                    .withIssueDate(identity.issueDate().plus(by))
                    .withNextUpdate(identity.nextUpdate().plus(by)))
        .withPki(
            pki ->
                pki.withRootCrl(
                        pki.rootCrl()
                            .withWindow(
                                pki.rootCrl().thisUpdate().plus(by),
                                pki.rootCrl().nextUpdate().plus(by)))
                    .withPckCrl(
                        pki.pckCrl()
                            .withWindow(
                                pki.pckCrl().thisUpdate().plus(by),
                                pki.pckCrl().nextUpdate().plus(by))));
  }

  private static void deleteAll(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
