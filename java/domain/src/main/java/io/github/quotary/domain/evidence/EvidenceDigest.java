package io.github.quotary.domain.evidence;

import io.github.quotary.crypto.Sha2;
import io.github.quotary.quote.Measurement;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** SHA-256 over all parts of evidence, each behind its length, so that no two run together. */
final class EvidenceDigest {
  private final MessageDigest sha256 = Sha2.newDigest("SHA-256");

  static Measurement of(DomainEvidence evidence) {
    return new EvidenceDigest().digest(evidence);
  }

  private Measurement digest(DomainEvidence evidence) {
    add("quotary domain evidence 1");
    add(evidence.host());
    add(evidence.capturedAt().toString());
    count(evidence.documents().size());
    evidence
        .documents()
        .forEach(
            (path, document) -> {
              add(path);
              add(document);
            });
    count(evidence.peerChain().size());
    evidence.peerChain().forEach(certificate -> add(certificate.toByteArray()));
    add(evidence.tls());
    add(evidence.collateral());
    count(evidence.dnsAnswers().size());
    evidence.dnsAnswers().forEach(this::add);
    count(evidence.ctAnswers().size());
    evidence.ctAnswers().forEach(this::add);
    return Measurement.of(sha256.digest());
  }

  private void add(Document document) {
    if (document instanceof Document.Answered answered) {
      count(answered.status());
      add(answered.body().toByteArray());
    } else if (document instanceof Document.Absent absent) {
      add(absent.reason().name());
      add(absent.detail());
    }
  }

  private void add(TlsFacts tls) {
    addText(tls.protocol());
    addText(tls.cipherSuite());
    addText(tls.applicationProtocol());
    addText(tls.peerAddress());
    add(tls.webPki().name());
    add(tls.hostName().name());
    add(tls.detail());
    count(tls.connections());
    add(tls.continuity().name());
  }

  private void addText(Optional<String> text) {
    add(text.map(RawBytes::ofUtf8));
  }

  private void add(Optional<RawBytes> bytes) {
    count(bytes.isPresent() ? 1 : 0);
    bytes.ifPresent(present -> add(present.toByteArray()));
  }

  private void add(String name, RawBytes bytes) {
    add(name);
    add(bytes.toByteArray());
  }

  private void add(String text) {
    add(text.getBytes(StandardCharsets.UTF_8));
  }

  private void add(byte[] bytes) {
    count(bytes.length);
    sha256.update(bytes);
  }

  private void count(int number) {
    sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
  }
}
