package io.github.quotary.ingress.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.ingress.acme.AcmeFault.Interrupted;
import io.github.quotary.ingress.acme.AcmeFault.ResponderFailed;
import io.github.quotary.ingress.acme.AcmeFault.StateFailed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is published is taken away again, whatever happens; disks fail; no text shows a key. */
class RespondersTest {
  @TempDir static Path folder;
  private static AcmeLab lab;
  private static int names;

  private final AcmeLab.Memory files = new AcmeLab.Memory();
  private final String name = "r" + (++names) + ".example.com";
  private final String record = "_acme-challenge." + name;
  private AcmeAccount account;

  @BeforeAll
  static void start() throws Exception {
    lab = AcmeLab.start(folder, Map.of("PEBBLE_AUTHZREUSE", "0"));
  }

  @AfterAll
  static void stop() {
    if (lab != null) {
      lab.close();
    }
  }

  @BeforeEach
  void open() throws Exception {
    account = lab.account(files);
  }

  private OrderReport order(ChallengeResponder responder) {
    return new AcmeOrders(account, files).order(AcmeLab.request(name, "*." + name), responder);
  }

  private OrderReport order() {
    return order(new AcmeLab.DnsWriter(lab.dns));
  }

  private boolean isRecordThere() {
    return !lab.dns.at(record, "TXT").isEmpty();
  }

  /** Both values stand when the authority is told to look. */
  @Test
  void bothValuesStandAtOnce() throws Exception {
    int[] standing = new int[1];
    AcmeLab.issued(
        order(
            new AcmeLab.DnsWriter(lab.dns) {
              @Override
              public Optional<String> ready(List<DnsChallenge> challenges) {
                standing[0] = lab.dns.at(record, "TXT").size();
                assertEquals(2, challenges.stream().distinct().count());
                return Optional.empty();
              }
            }));
    assertEquals(2, standing[0]);
  }

  @Test
  void failureAfterTheFirstRecordRemovesIt() {
    OrderReport report =
        order(
            new AcmeLab.DnsWriter(lab.dns) {
              @Override
              public Optional<String> present(DnsChallenge challenge) {
                if (isRecordThere()) {
                  return Optional.of("the zone is full");
                }
                return super.present(challenge);
              }
            });
    ResponderFailed failed = AcmeLab.fault(ResponderFailed.class, report);
    assertTrue(failed.words().contains("the zone is full"), failed.words());
    assertFalse(isRecordThere());
    AcmeLab.issued(order());
  }

  @Test
  void recordsThatNeverShowUpAreRemoved() {
    OrderReport report =
        order(
            new AcmeLab.DnsWriter(lab.dns) {
              @Override
              public Optional<String> ready(List<DnsChallenge> challenges) {
                throw new IllegalStateException("a resolver does not answer");
              }
            });
    ResponderFailed failed = AcmeLab.fault(ResponderFailed.class, report);
    assertTrue(failed.words().contains("a resolver does not answer"), failed.words());
    assertFalse(isRecordThere());
  }

  /** A responder that breaks has neither made its record nor taken it away. */
  @Test
  void aBrokenResponderIsTold() {
    OrderReport report =
        order(
            new AcmeLab.DnsWriter(lab.dns) {
              @Override
              public Optional<String> present(DnsChallenge challenge) {
                throw new IllegalStateException("no record was made");
              }

              @Override
              public Optional<String> cleanup(DnsChallenge challenge) {
                throw new IllegalStateException("no record was removed");
              }
            });
    ResponderFailed failed = AcmeLab.fault(ResponderFailed.class, report);
    assertTrue(failed.words().contains("no record was made"), failed.words());
    assertFalse(report.leftovers().isEmpty());
    assertTrue(report.leftovers().get(0).contains("no record was removed"), report::toString);
    assertEquals(List.of(), order().leftovers());
  }

  /** A record that could not be removed is told, and removed by the next order. */
  @Test
  void failedCleanupIsToldAndTriedAgain() {
    OrderReport report =
        order(
            new AcmeLab.DnsWriter(lab.dns) {
              @Override
              public Optional<String> cleanup(DnsChallenge challenge) {
                return Optional.of("the API is down");
              }
            });
    AcmeLab.issued(report);
    assertEquals(
        List.of(record + ": the API is down", record + ": the API is down"), report.leftovers());
    assertEquals(2, lab.dns.at(record, "TXT").size());
    OrderReport next = order();
    AcmeLab.issued(next);
    assertEquals(List.of(), next.leftovers());
    assertFalse(isRecordThere());
  }

  /** An interrupted order cleans up, and its thread stays interrupted. */
  @Test
  void interruptionCleansUp() {
    OrderReport report =
        order(
            new AcmeLab.DnsWriter(lab.dns) {
              @Override
              public Optional<String> ready(List<DnsChallenge> challenges) {
                Thread.currentThread().interrupt();
                return Optional.empty();
              }

              @Override
              public Optional<String> cleanup(DnsChallenge challenge) {
                return Thread.currentThread().isInterrupted()
                    ? Optional.of("interrupted")
                    : super.cleanup(challenge);
              }
            });
    assertTrue(Thread.interrupted());
    AcmeLab.fault(Interrupted.class, report);
    assertEquals(List.of(), report.leftovers());
    assertFalse(isRecordThere());
    // The authority may have heard the last request, and looked when the record was gone.
    OrderReport next = order();
    boolean lookedTooLate =
        next.result() instanceof OrderResult.Failed failed
            && failed.fault() instanceof AcmeFault.ChallengeFailed;
    AcmeLab.issued(lookedTooLate ? order() : next);
  }

  /** A done order that could not be forgotten is told, and not taken for the next renewal. */
  @Test
  void orderThatCannotBeForgottenIsNotIssuedTwice() throws Exception {
    AcmeFiles keeping =
        new AcmeFiles() {
          @Override
          public Optional<byte[]> read(String path) throws IOException {
            return files.read(path);
          }

          @Override
          public void write(String path, byte[] bytes) throws IOException {
            files.write(path, bytes);
          }

          @Override
          public void delete(String path) throws IOException {
            throw new IOException("input/output error");
          }
        };
    OrderReport report =
        new AcmeOrders(account, keeping)
            .order(AcmeLab.request(name, "*." + name), new AcmeLab.DnsWriter(lab.dns));
    IssuedCertificate first = AcmeLab.issued(report);
    assertEquals(1, report.leftovers().size());
    assertTrue(report.leftovers().get(0).contains("input/output error"));
    IssuedCertificate second = AcmeLab.issued(order());
    assertFalse(first.leaf().equals(second.leaf()));
  }

  /** Nothing is published that could not be noted before. */
  @Test
  void fullDiskPublishesNothing() {
    AcmeFiles full =
        new AcmeFiles() {
          @Override
          public Optional<byte[]> read(String path) throws IOException {
            return files.read(path);
          }

          @Override
          public void write(String path, byte[] bytes) throws IOException {
            throw new IOException("no space left on device");
          }

          @Override
          public void delete(String path) throws IOException {
            files.delete(path);
          }
        };
    boolean[] published = new boolean[1];
    OrderReport report =
        new AcmeOrders(account, full)
            .order(
                AcmeLab.request(name),
                new AcmeLab.DnsWriter(lab.dns) {
                  @Override
                  public Optional<String> present(DnsChallenge challenge) {
                    published[0] = true;
                    return super.present(challenge);
                  }
                });
    StateFailed failed = AcmeLab.fault(StateFailed.class, report);
    assertTrue(failed.words().contains("no space left on device"), failed.words());
    assertFalse(published[0]);
  }

  @Test
  void noTextShowsAKey() throws Exception {
    OrderReport report = order();
    IssuedCertificate issued = AcmeLab.issued(report);
    byte[] key = issued.key().getEncoded();
    String secret = Pem.write("PRIVATE KEY", key).substring(60, 100);
    PendingOrder pending =
        new PendingOrder(
            Optional.of(
                new PendingOrder.Open(
                    account.uri().toURL(),
                    account.uri(),
                    issued.names(),
                    ChallengeMethod.DNS_01,
                    new KeyPair(issued.leaf().getPublicKey(), issued.key()))),
            List.of());
    String texts = report + " " + issued + " " + account + " " + pending + issued.chainPem();
    assertFalse(texts.contains(secret) || texts.contains("PRIVATE"), texts);
    assertTrue(new String(pending.write(), StandardCharsets.UTF_8).contains("PRIVATE"));
  }
}
