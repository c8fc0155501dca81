package io.github.quotary.property;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.quotary.fixture.Simulated;
import io.github.quotary.pki.Crl;
import io.github.quotary.pki.PckCertificate;
import io.github.quotary.pki.PckChain;
import io.github.quotary.pki.PkiFormatException;
import io.github.quotary.pki.X509Cert;
import io.github.quotary.quote.Quote;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.spec.CertificateSpec;
import io.github.quotary.simulator.spec.CrlSpec;
import io.github.quotary.simulator.spec.PlatformSpec;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.Svns;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What the simulator wrote into a certificate or a revocation list is what is read from it. */
class WrittenAndReadPropertyTest {

  @Provide
  Arbitrary<PlatformSpec> platforms() {
    Arbitrary<Svns> svns = Arbitraries.integers().between(0, 255).list().ofSize(16).map(Svns::new);
    return Combinators.combine(
            hex(16),
            hex(6),
            hex(2),
            svns,
            Arbitraries.longs().between(0, 0xffff_ffffL),
            hex(16),
            Arbitraries.integers().between(0, 2))
        .as(
            (ppid, fmspc, pceId, components, pceSvn, cpuSvn, type) ->
                PlatformSpec.upToDate()
                    .withPpid(ppid)
                    .withFmspc(fmspc)
                    .withPceId(pceId)
                    .withSvns(components)
                    .withPceSvn(pceSvn)
                    .withCpuSvn(cpuSvn)
                    .withSgxType(type));
  }

  @Provide
  Arbitrary<Instant> times() {
    return Arbitraries.longs()
        .between(
            Instant.parse("1971-01-01T00:00:00Z").getEpochSecond(),
            Instant.parse("2049-12-31T23:59:59Z").getEpochSecond())
        .map(Instant::ofEpochSecond);
  }

  @Provide
  Arbitrary<List<BigInteger>> serials() {
    return Arbitraries.bigIntegers()
        .between(BigInteger.ONE, BigInteger.ONE.shiftLeft(158))
        .list()
        .ofMaxSize(20);
  }

  private static Arbitrary<String> hex(int length) {
    return Arbitraries.bytes().array(byte[].class).ofSize(length).map(HexFormat.of()::formatHex);
  }

  @Property(tries = 150)
  void aPckCertificate(
      @ForAll("platforms") PlatformSpec platform,
      @ForAll("times") Instant from,
      @ForAll("times") Instant until,
      @ForAll("serials") List<BigInteger> serials)
      throws PkiFormatException {
    BigInteger serial = serials.isEmpty() ? BigInteger.ONE : serials.get(0);
    Scenario scenario =
        Scenario.upToDate()
            .withPlatform(platform)
            .withPki(
                pki ->
                    pki.withPck(
                        pki.pck().withSerial(serial).withNotBefore(from).withNotAfter(until)));
    PckCertificate read = pck(Simulated.evidence(scenario));
    assertEquals(platform.ppid(), read.ppid().toString());
    assertEquals(platform.fmspc(), read.fmspc().toString());
    assertEquals(platform.pceId(), read.pceId().toString());
    assertEquals(words(platform.svns()), read.tcbComponents().toString());
    assertEquals(platform.pceSvn(), read.pceSvn());
    assertEquals(platform.cpuSvn(), read.cpuSvn().toString());
    assertEquals(platform.sgxType(), read.sgxType());
    CertificateSpec written = scenario.pki().pck();
    X509Cert certificate = read.certificate();
    assertEquals(written.subject(), certificate.subject().commonName());
    assertEquals(written.issuer(), certificate.issuer().commonName());
    assertEquals(serial, certificate.serial());
    assertEquals(from, certificate.notBefore());
    assertEquals(until, certificate.notAfter());
  }

  private static PckCertificate pck(Evidence evidence) throws PkiFormatException {
    return PckChain.parse(Quote.copyOf(evidence.quote()).signatureData().certificationData().data())
        .pck()
        .orElseThrow();
  }

  private static String words(Svns svns) {
    return svns.values().stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  @Property(tries = 150)
  void aRevocationList(
      @ForAll("serials") List<BigInteger> serials,
      @ForAll boolean revoked,
      @ForAll("times") Instant from,
      @ForAll("times") Instant until)
      throws PkiFormatException {
    Scenario scenario =
        Scenario.upToDate()
            .withPki(
                pki -> {
                  CrlSpec list = pki.pckCrl().withRevoked(serials).withWindow(from, until);
                  return pki.withPckCrl(revoked ? list.revoking(pki.pck().serial()) : list);
                });
    Evidence evidence = Simulated.evidence(scenario);
    Crl read = Crl.parse(evidence.pckCrl().getBytes(US_ASCII));
    CrlSpec written = scenario.pki().pckCrl();
    assertEquals(written.issuer(), read.issuer().commonName());
    assertEquals(from, read.thisUpdate());
    assertEquals(until, read.nextUpdate());
    assertEquals(written.number().orElseThrow(), read.number().longValueExact());
    assertEquals(written.revoked().stream().distinct().count(), read.size());
    assertEquals(revoked, read.revokes(pck(evidence).certificate()));
  }
}
