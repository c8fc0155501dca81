package io.github.quotary.tls.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.quotary.guest.provider.Answer;
import io.github.quotary.guest.provider.GuestFault;
import io.github.quotary.guest.provider.TeeQuote;
import io.github.quotary.tls.laboratory.MovableClock;
import io.github.quotary.tls.laboratory.SimulatedTd;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and certificates of a workload, and their renewal. */
class AttestedKeyManagerTest {
  private static final EvidenceMaker SOUND = EvidenceMaker.interoperable(SimulatedTd.sound());
  private static final GuestFault AWAY = new GuestFault.NotThere("dstack.sock", "mount it");

  private final MovableClock clock = new MovableClock(SimulatedTd.AT);
  private final List<AttestedIdentity> renewed = new ArrayList<>();
  private final List<GuestFault> faults = new ArrayList<>();
  private final List<Duration> delays = new ArrayList<>();
  private @Nullable Runnable pending;
  private @Nullable GuestFault fault;
  private @Nullable RuntimeException bug;

  /** Evidence that fails when it is told to. */
  private final EvidenceMaker maker =
      new EvidenceMaker() {
        @Override
        public String source() {
          return "a test";
        }

        @Override
        public Answer<List<EvidenceExtension>> evidence(byte[] key) {
          if (bug != null) {
            throw bug;
          }
          return fault == null ? SOUND.evidence(key) : Answer.failed(fault);
        }

        @Override
        public Answer<TeeQuote> quote(byte[] reportData) {
          return SOUND.quote(reportData);
        }
      };

  private final RenewalListener listener =
      new RenewalListener() {
        @Override
        public void renewed(AttestedIdentity identity) {
          renewed.add(identity);
        }

        @Override
        public void failed(GuestFault fault, AttestedIdentity serving) {
          faults.add(fault);
        }
      };

  private Runnable schedule(Duration delay, Runnable task) {
    delays.add(delay);
    pending = task;
    return () -> {
      if (pending == task) {
        pending = null;
      }
    };
  }

  private AttestedKeyManagerBuilder builder() {
    return AttestedKeyManager.builder(maker).clock(clock).listener(listener);
  }

  private AttestedKeyManager start() {
    return builder()
        .renewal(Duration.ofHours(24), Duration.ofHours(8))
        .retry(Duration.ofMinutes(2))
        .start(this::schedule)
        .found()
        .orElseThrow();
  }

  /** Lets the time pass until the next renewal, and runs it. */
  private void tick() {
    Runnable task = pending;
    assertNotNull(task);
    pending = null;
    clock.move(delays.get(delays.size() - 1));
    task.run();
  }

  @Test
  void certifiesAKeyOnP256() throws Exception {
    AttestedKeyManager manager =
        builder()
            .commonName("app")
            .dnsNames("app.example.com")
            .ipAddresses("192.0.2.1")
            .start(RenewalTimer.never())
            .found()
            .orElseThrow();
    X509Certificate certificate = manager.identity().certificate();
    certificate.verify(certificate.getPublicKey());
    assertEquals(new X500Principal("CN=app"), certificate.getSubjectX500Principal());
    assertEquals(
        Set.of(List.of(2, "app.example.com"), List.of(7, "192.0.2.1")),
        Set.copyOf(certificate.getSubjectAlternativeNames()));
    assertEquals(
        List.of("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"), certificate.getExtendedKeyUsage());
    assertEquals(-1, certificate.getBasicConstraints());
    assertNotNull(certificate.getExtensionValue("2.23.133.5.4.9"));
    assertEquals(SimulatedTd.AT.plus(Duration.ofDays(1)), manager.identity().validUntil());
    assertTrue(manager.identity().toString().contains("evidence from a test"));
  }

  @Test
  void servesItsKeyByAlias() {
    AttestedKeyManager manager = start();
    String alias = manager.chooseServerAlias("EC", null, null);
    assertNotNull(alias);
    assertEquals(alias, manager.chooseEngineServerAlias("EC_EC", null, null));
    assertNull(manager.chooseServerAlias("RSA", null, null));
    X509Certificate[] chain = manager.getCertificateChain(alias);
    assertNotNull(chain);
    assertArrayEquals(new X509Certificate[] {manager.identity().certificate()}, chain);
    assertNotNull(manager.getPrivateKey(alias));
    assertNull(manager.getPrivateKey("another"));
    assertNull(manager.getCertificateChain(null));
  }

  /** Its certificate says whose workload this is: it is not for whom it is not asked. */
  @Test
  void showsItselfToServersThatAskForIt() {
    AttestedKeyManager manager = start();
    Principal itself = manager.identity().certificate().getIssuerX500Principal();
    Principal other = new X500Principal("CN=a CA");
    String[] types = {"RSA", "EC"};
    String alias = manager.chooseServerAlias("EC", null, null);
    assertEquals(alias, manager.chooseClientAlias(types, null, null));
    assertEquals(alias, manager.chooseClientAlias(types, new Principal[] {other, itself}, null));
    assertEquals(alias, manager.chooseEngineClientAlias(types, new Principal[0], null));
    assertNull(manager.chooseClientAlias(types, new Principal[] {other}, null));
    assertNull(manager.chooseClientAlias(new String[] {"RSA"}, null, null));
  }

  @Test
  void renewsKeyAndCertificateInTime() {
    AttestedKeyManager manager = start();
    X509Certificate first = manager.identity().certificate();
    String alias = manager.chooseServerAlias("EC", null, null);
    tick();
    X509Certificate second = manager.identity().certificate();
    assertNotEquals(first.getPublicKey(), second.getPublicKey());
    assertEquals(clock.instant(), manager.identity().madeAt());
    assertEquals(2, renewed.size());
    assertNotNull(manager.getPrivateKey(alias), "a handshake may have begun with the old one");
    tick();
    assertNull(manager.getPrivateKey(alias));
    assertEquals(List.of(Duration.ofHours(8), Duration.ofHours(8), Duration.ofHours(8)), delays);
  }

  @Test
  void servesTheOldOneWhileThereIsNoEvidence() {
    AttestedKeyManager manager = start();
    X509Certificate first = manager.identity().certificate();
    fault = AWAY;
    tick();
    tick();
    assertEquals(List.of(AWAY, AWAY), faults);
    assertEquals(first, manager.identity().certificate());
    assertEquals(
        List.of(Duration.ofHours(8), Duration.ofMinutes(2), Duration.ofMinutes(2)), delays);
    fault = null;
    tick();
    assertNotEquals(first, manager.identity().certificate());
    assertEquals(Duration.ofHours(8), delays.get(delays.size() - 1));
  }

  @Test
  void outlivesAMakerThatThrows() {
    AttestedKeyManager manager = start();
    bug = new IllegalStateException("a bug");
    tick();
    assertEquals(1, faults.size());
    assertTrue(faults.get(0).message().contains("a bug"), faults.get(0).message());
    bug = null;
    tick();
    assertEquals(2, renewed.size());
    assertEquals(clock.instant(), manager.identity().madeAt());
  }

  @Test
  void doesNotStartWithoutEvidence() {
    fault = AWAY;
    assertEquals(AWAY, builder().start(this::schedule).fault().orElseThrow());
    assertEquals(List.of(), delays);
  }

  @Test
  void endsRenewalsWhenClosed() {
    AttestedKeyManager manager = start();
    Runnable late = pending;
    assertNotNull(late);
    manager.close();
    assertNull(pending);
    late.run();
    assertEquals(1, renewed.size());
    assertEquals(1, delays.size());
  }

  @Test
  void renewsOnAnExecutorUntilThatIsShutDown() throws Exception {
    ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    CountDownLatch ran = new CountDownLatch(1);
    RenewalTimer.of(executor).after(Duration.ofMillis(1), ran::countDown);
    assertTrue(ran.await(60, TimeUnit.SECONDS));
    AttestedKeyManager manager = builder().start(RenewalTimer.of(executor)).found().orElseThrow();
    executor.shutdownNow();
    assertTrue(manager.renew().found().isPresent());
    manager.close();
    Runnable cancellation =
        RenewalTimer.of(executor).after(Duration.ofMillis(1), () -> fail("it was shut down"));
    assertNotNull(cancellation, "there is nothing to take back, and no harm in it");
    cancellation.run();
  }

  /** No certificate can be valid beyond the year 9999. */
  @Test
  void doesNotStartWithACertificateThatCannotBeMade() {
    Clock late = Clock.fixed(Instant.parse("9999-12-31T23:00:00Z"), ZoneOffset.UTC);
    GuestFault fault = builder().clock(late).start(this::schedule).fault().orElseThrow();
    assertTrue(
        fault.message().contains("the certificate with evidence from a test"), fault.message());
    assertEquals(List.of(), delays);
  }

  /** A common name is the text that it is, whatever the notation of names makes of it. */
  @ParameterizedTest
  @ValueSource(strings = {"app", "#0c0161", "#app", "\\app", "a, b=c"})
  void servesTheCommonNameThatItIsGiven(String name) {
    X509Certificate certificate =
        builder()
            .commonName(name)
            .start(RenewalTimer.never())
            .found()
            .orElseThrow()
            .identity()
            .certificate();
    X500Name subject = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    assertEquals(new DERUTF8String(name), subject.getRDNs()[0].getFirst().getValue());
  }

  @Test
  void refusesImpossibleSettings() {
    Duration day = Duration.ofDays(1);
    AttestedKeyManagerBuilder builder = builder();
    assertThrows(IllegalArgumentException.class, () -> builder.renewal(day, day));
    assertThrows(IllegalArgumentException.class, () -> builder.renewal(day, Duration.ZERO));
    assertThrows(IllegalArgumentException.class, () -> builder.renewal(Duration.ofDays(400), day));
    assertThrows(IllegalArgumentException.class, () -> builder.retry(Duration.ZERO));
    assertThrows(IllegalArgumentException.class, () -> builder.dnsNames("zwei Wörter"));
    assertThrows(IllegalArgumentException.class, () -> builder.ipAddresses("nowhere"));
    assertThrows(IllegalArgumentException.class, () -> builder.challengeContext("two words"));
  }
}
