package io.github.quotary.ingress.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.ingress.acme.CaRequest.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process dies after each of its steps in turn: each write of a file, each record, each answer
 * of the authority. A second run then ends with one certificate of one account, and nothing else.
 */
@Tag("any-jdk")
class CrashTest {
  private static final int MOST_STEPS = 200;

  @TempDir static Path folder;
  private static AcmeLab lab;
  private static TestCa front;

  @BeforeAll
  static void start() throws Exception {
    lab = AcmeLab.start(folder, Map.of("PEBBLE_WFE_NONCEREJECT", "0", "PEBBLE_AUTHZREUSE", "0"));
    front = TestCa.start(lab.pebble, lab.tls);
  }

  @AfterAll
  static void stop() {
    if (lab != null) {
      front.close();
      lab.close();
    }
  }

  @Test
  void afterAnyStepTheNextRunEndsWithOneCertificate() throws Exception {
    int step = 1;
    while (!survives(step)) {
      step++;
      assertTrue(step < MOST_STEPS, "the order never ends");
    }
    assertTrue(step > 20, "only " + step + " steps were seen");
  }

  /** Whether the process ended before this step. */
  private static boolean survives(int step) throws Exception {
    front.calm();
    String name = "step" + step + ".example.com";
    OrderRequest request = AcmeLab.request(name, "*." + name);
    AcmeLab.Memory files = new AcmeLab.Memory();
    Life life = new Life(step);
    boolean survived = false;
    try {
      life.run(files, request);
      survived = true;
    } catch (Crash e) {
      // As planned.
    }
    AcmeDirectory directory = AcmeDirectory.of(front.directory());
    String keyFile = "accounts/" + directory.folder() + "/key.pem";
    String certificateFile =
        "certificates/" + directory.folder() + "/" + request.lineage() + ".pem";
    String keyBefore = files.text(keyFile);
    String certificateBefore = files.text(certificateFile);

    // What the run loop does: an order only if there is no certificate.
    if (certificateBefore.isEmpty()) {
      new Life(Integer.MAX_VALUE).run(files, request);
      assertEquals(List.of(), lab.dns.at("_acme-challenge." + name, "TXT"), "after step " + step);
      assertFalse(files.files.keySet().stream().anyMatch(p -> p.startsWith("orders/")));
    }
    if (!keyBefore.isEmpty()) {
      assertEquals(keyBefore, files.text(keyFile), "after step " + step);
    }
    IssuedCertificate issued = IssuedCertificate.read(files.read(certificateFile).orElseThrow());
    lab.assertTrusted(issued);
    assertEquals(
        1,
        front.requests(Kind.FINALIZE).stream().map(CaRequest::path).distinct().count(),
        "orders that were finalized, with a crash after step " + step);
    assertEquals(
        1,
        front.requests(Kind.NEW_ORDER).stream().map(CaRequest::account).distinct().count(),
        "accounts that ordered, with a crash after step " + step);
    return survived;
  }

  /** The process ends; what would be done afterwards on its way out is not done either. */
  private static final class Crash extends Error {
    private static final long serialVersionUID = 1;
  }

  /** A process that dies at one of its steps. */
  private static final class Life {
    private final int last;
    private int steps;

    Life(int last) {
      this.last = last;
    }

    private void step() {
      steps++;
      if (steps >= last) {
        throw new Crash();
      }
    }

    void run(AcmeLab.Memory memory, OrderRequest request) throws Exception {
      Timing living = lab.timing();
      InstantSource clock =
          () -> {
            step();
            return living.clock().instant();
          };
      AcmeCa ca =
          AcmeCa.of(
              AcmeDirectory.of(front.directory()),
              AcmeHttp.trusting(lab.tls.rootPem()),
              new Timing(clock, living.pause(), living.request()));
      AcmeFiles files = new MortalFiles(memory);
      AcmeLab.issued(
          new AcmeOrders(AcmeLab.account(ca, files), files).order(request, new MortalWriter()));
    }

    /** Files, with a step before and after each change. */
    private final class MortalFiles implements AcmeFiles {
      private final AcmeFiles files;

      private MortalFiles(AcmeFiles files) {
        this.files = files;
      }

      @Override
      public Optional<byte[]> read(String path) throws IOException {
        return files.read(path);
      }

      @Override
      public void write(String path, byte[] bytes) throws IOException {
        step();
        files.write(path, bytes);
        step();
      }

      @Override
      public void delete(String path) throws IOException {
        step();
        files.delete(path);
        step();
      }
    }

    /** Records, with a step before and after each change. */
    private final class MortalWriter implements ChallengeResponder.Dns01 {
      private final ChallengeResponder.Dns01 writer = new AcmeLab.DnsWriter(lab.dns);

      @Override
      public Optional<String> present(DnsChallenge challenge) {
        step();
        Optional<String> done = writer.present(challenge);
        step();
        return done;
      }

      @Override
      public Optional<String> ready(List<DnsChallenge> challenges) {
        step();
        return Optional.empty();
      }

      @Override
      public Optional<String> cleanup(DnsChallenge challenge) {
        step();
        Optional<String> done = writer.cleanup(challenge);
        step();
        return done;
      }
    }
  }
}
