package io.github.quotary.ingress.acme;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.quotary.ingress.config.DomainName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Pebble with a name server, and a clock that goes on when somebody waits. */
final class AcmeLab implements AutoCloseable {
  final TestDns dns;
  final TestTls tls;
  final Pebble pebble;
  final TestClock clock = new TestClock();

  private AcmeLab(TestDns dns, TestTls tls, Pebble pebble) {
    this.dns = dns;
    this.tls = tls;
    this.pebble = pebble;
  }

  /** Starts all; the test is skipped where Pebble is absent. */
  static AcmeLab start(Path folder, Map<String, String> settings) throws Exception {
    assumeTrue(Pebble.program().isPresent(), "pebble is not installed");
    TestDns dns = TestDns.start();
    TestTls tls = TestTls.make();
    return new AcmeLab(dns, tls, Pebble.start(folder, tls, dns.port(), settings));
  }

  Timing timing() {
    return Timing.of(
        clock,
        time -> {
          clock.pass(time);
          pebble.breathe();
        });
  }

  AcmeCa ca() throws Exception {
    return ca(AcmeDirectory.of(pebble.directory()));
  }

  AcmeCa ca(AcmeDirectory directory) throws Exception {
    return AcmeCa.of(directory, AcmeHttp.trusting(tls.rootPem()), timing());
  }

  AcmeAccount account(AcmeFiles files) throws Exception {
    return account(ca(), files);
  }

  static AcmeAccount account(AcmeCa ca, AcmeFiles files) {
    AccountResult result = AcmeAccounts.open(ca, files, Optional.empty());
    return assertInstanceOf(AccountResult.Opened.class, result).account();
  }

  static OrderRequest request(String... names) {
    List<DomainName> parsed =
        Arrays.stream(names).map(name -> DomainName.parse(name).orElseThrow()).toList();
    return new OrderRequest(names[0], parsed, Optional.empty(), Duration.ofMinutes(5));
  }

  static IssuedCertificate issued(OrderReport report) {
    return assertInstanceOf(OrderResult.Issued.class, report.result(), report::toString)
        .certificate();
  }

  static <T extends AcmeFault> T fault(Class<T> type, OrderReport report) {
    OrderResult.Failed failed = assertInstanceOf(OrderResult.Failed.class, report.result());
    return assertInstanceOf(type, failed.fault(), failed.fault()::words);
  }

  /** Checks a chain as a browser would that trusts Pebble. */
  void assertTrusted(IssuedCertificate certificate) throws Exception {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    X509Certificate root =
        (X509Certificate)
            factory.generateCertificate(
                new ByteArrayInputStream(pebble.rootPem().getBytes(StandardCharsets.US_ASCII)));
    CertPath path = factory.generateCertPath(certificate.chain());
    PKIXParameters trust = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
    trust.setRevocationEnabled(false);
    CertPathValidator.getInstance("PKIX").validate(path, trust);
    assertTrue(certificate.chain().size() > 1);
  }

  /** A state folder in memory. */
  static class Memory implements AcmeFiles {
    final Map<String, byte[]> files = new LinkedHashMap<>();

    @Override
    public Optional<byte[]> read(String path) throws IOException {
      return Optional.ofNullable(files.get(path)).map(byte[]::clone);
    }

    @Override
    public void write(String path, byte[] bytes) throws IOException {
      files.put(path, bytes.clone());
    }

    @Override
    public void delete(String path) throws IOException {
      files.remove(path);
    }

    String text(String path) {
      byte[] bytes = files.get(path);
      return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** Writes answers into the name server. */
  static class DnsWriter implements ChallengeResponder.Dns01 {
    private final TestDns dns;

    DnsWriter(TestDns dns) {
      this.dns = dns;
    }

    @Override
    public Optional<String> present(DnsChallenge challenge) {
      dns.add(challenge.name(), "TXT", challenge.value());
      return Optional.empty();
    }

    @Override
    public Optional<String> ready(List<DnsChallenge> challenges) {
      return Optional.empty();
    }

    @Override
    public Optional<String> cleanup(DnsChallenge challenge) {
      dns.remove(challenge.name(), "TXT", challenge.value());
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    pebble.close();
    dns.close();
  }
}
