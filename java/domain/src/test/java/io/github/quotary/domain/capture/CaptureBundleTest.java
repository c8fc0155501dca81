package io.github.quotary.domain.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.domain.certificate.DnsName;
import io.github.quotary.domain.evidence.Document;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.simulator.domain.DomainSite;
import io.github.quotary.simulator.domain.server.Reply;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureBundleTest {

  @Test
  void aCaptureComesBackWhole() throws Exception {
    DomainEvidence captured = complete(Loopback.CUSTOM);
    DomainEvidence read = CaptureBundle.read(CaptureBundle.write(captured));

    assertEquals(captured, read);
    assertArrayEquals(CaptureBundle.write(captured), CaptureBundle.write(read));
  }

  @Test
  void absentDocumentsAndErrorsComeBackToo() throws Exception {
    DomainSite site =
        Loopback.GATEWAY
            .withDocument("/.dstack/acme-info", reply -> Reply.redirect("https://elsewhere/"))
            .without("/.dstack/app-info");
    DomainEvidence captured = Loopback.capture(site);
    DomainEvidence read = CaptureBundle.read(CaptureBundle.write(captured));

    assertEquals(captured, read);
    assertEquals(Document.Reason.REDIRECTED, Loopback.reason(read, "/.dstack/acme-info"));
  }

  @Test
  void theChainCanBeJudgedAgainFromTheBundle() throws Exception {
    DomainEvidence captured = Loopback.capture(Loopback.CUSTOM);
    DomainEvidence read = CaptureBundle.read(CaptureBundle.write(captured));
    WebPki.Finding finding =
        Loopback.webPki(Loopback.CUSTOM)
            .judge(read.peerChain(), new DnsName(read.host()), read.capturedAt());

    assertTrue(finding.isValid());
    assertEquals(captured.tls().detail(), finding.detail());
  }

  @Test
  void anyUnzipReadsIt() throws Exception {
    DomainEvidence captured = complete(Loopback.CUSTOM);
    byte[] manifest = captured.body("/evidences/sha256sum.txt").orElseThrow().toByteArray();
    byte[] found = null;
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(CaptureBundle.write(captured)))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().endsWith("_sha256sum.txt")) {
          found = zip.readAllBytes();
        }
      }
    }

    assertArrayEquals(manifest, found);
  }

  @Test
  void packedAgainItIsTheSame() throws Exception {
    DomainEvidence captured = complete(Loopback.CUSTOM);

    assertEquals(captured, CaptureBundle.read(packAgain(CaptureBundle.write(captured))));
  }

  @Test
  void aFileIsRead(@TempDir Path folder) throws Exception {
    DomainEvidence captured = complete(Loopback.GATEWAY);
    Path file = folder.resolve("capture.zip");
    Files.write(file, CaptureBundle.write(captured));

    assertEquals(captured, CaptureBundle.read(file));
  }

  @Test
  void evidenceOfAHostWithoutItsOneFormIsNotWritten() {
    DomainEvidence evidence = DomainEvidence.builder("A.example", Instant.EPOCH).build();

    assertThrows(IllegalArgumentException.class, () -> CaptureBundle.write(evidence));
  }

  @Test
  void aBodyLongerThanAnEntryIsNotWritten() {
    DomainEvidence evidence =
        DomainEvidence.builder("app.example.com", Instant.EPOCH)
            .collateral(new byte[(16 << 20) + 1])
            .build();

    assertThrows(IllegalArgumentException.class, () -> CaptureBundle.write(evidence));
  }

  private static DomainEvidence complete(DomainSite site) {
    return Loopback.capture(site).toBuilder()
        .collateral(site.trust().collateralJson().getBytes(StandardCharsets.UTF_8))
        .dnsAnswer("app.example.com CAA", new byte[] {1, 2, 3})
        .ctAnswer("crt.sh", new byte[0])
        .build();
  }

  /** With the JDK's compression, whose sizes follow the data. */
  private static byte[] packAgain(byte[] bundle) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipInputStream from = new ZipInputStream(new ByteArrayInputStream(bundle));
        ZipOutputStream to = new ZipOutputStream(out)) {
      for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
        to.putNextEntry(new ZipEntry(entry.getName()));
        to.write(from.readAllBytes());
        to.closeEntry();
      }
    }
    return out.toByteArray();
  }
}
