package io.github.quotary.simulator.write;

import io.github.quotary.simulator.octets.Digests;
import io.github.quotary.simulator.octets.Hex;
import io.github.quotary.simulator.spec.EnclaveField;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.QuoteSpec;
import io.github.quotary.simulator.spec.QuotingEnclaveSpec;
import io.github.quotary.simulator.spec.ReportSpec;
import io.github.quotary.simulator.spec.Scenario;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes and signs a quote. */
public final class QuoteWriter {
  private static final int ECDSA_P256 = 2;
  private static final String INTEL_QE_VENDOR = "939a7233f79c4ca9940a0db3957f0607";
  private static final int QE_REPORT_CERTIFICATION = 6;

  private final QuoteSpec quote;
  private final QuotingEnclaveSpec enclave;
  private final KeyRing keys;
  private final String pckKey;
  private final byte[] certification;

  /**
   * Prepares a quote.
   *
   * @param chain the platform's PEM chain
   */
  public QuoteWriter(Scenario scenario, KeyRing keys, String chain) {
    quote = scenario.quote();
    enclave = scenario.quotingEnclave();
    this.keys = keys;
    pckKey = scenario.pki().pck().key();
    String given = quote.certificationData();
    certification =
        given == null ? (chain + '\0').getBytes(StandardCharsets.US_ASCII) : Hex.bytes(given);
  }

  public byte[] write() {
    byte[] signed = signedPart();
    byte[] authentication = authentication(keys.key(enclave.quoteKey()).signRaw(signed));
    return new Octets().put(signed).sized32(authentication).toBytes();
  }

  /** Header, descriptor (version 5) and body. */
  private byte[] signedPart() {
    QuoteShape shape = quote.shape();
    Octets octets =
        new Octets()
            .u16(shape.version())
            .u16(ECDSA_P256)
            .u32(shape.teeType())
            .put(Hex.bytes(quote.headerReserved(), 4))
            .put(Hex.bytes(INTEL_QE_VENDOR))
            .put(Hex.bytes(quote.userData(), 20));
    if (shape.hasDescriptor()) {
      octets.u16(shape.bodyType()).u32(shape.bodySize());
    }
    octets.put(
        shape.isTdx()
            ? quote.td().octets(shape.bodySize())
            : quote.enclave().octets(shape.bodySize()));
    byte[] signed = octets.toBytes();
    quote.edits().forEach(edit -> edit.applyTo(signed));
    return signed;
  }

  /** Signature, attestation key, and the quoting enclave's credentials: nested since version 4. */
  private byte[] authentication(byte[] signature) {
    Octets octets = new Octets().put(signature).put(presentedKey());
    byte[] credentials = credentials();
    if (quote.shape().version() == 3) {
      octets.put(credentials);
    } else {
      octets.u16(QE_REPORT_CERTIFICATION).sized32(credentials);
    }
    return octets.toBytes();
  }

  /** QE report, its signature, authentication data, certification data. */
  private byte[] credentials() {
    byte[] authData = Hex.bytes(enclave.authData());
    byte[] report = boundReport(authData);
    String reportKey = enclave.reportKey() == null ? pckKey : enclave.reportKey();
    return new Octets()
        .put(report)
        .put(keys.key(reportKey).signRaw(report))
        .u16(authData.length)
        .put(authData)
        .u16(quote.certificationType())
        .sized32(certification)
        .toBytes();
  }

  private byte[] boundReport(byte[] authData) {
    byte[] key = presentedKey();
    String upperHalf = "00".repeat(32);
    String reportData =
        switch (enclave.binding()) {
          case REGULAR -> Hex.of(Digests.sha256(key, authData)) + upperHalf;
          case UNCOMPRESSED_POINT ->
              Hex.of(Digests.sha256(new byte[] {4}, key, authData)) + upperHalf;
          case NONE -> upperHalf + upperHalf;
          case UPPER_HALF_FILLED -> Hex.of(Digests.sha256(key, authData)) + "5a".repeat(32);
        };
    return enclave
        .report()
        .with(EnclaveField.REPORTDATA, reportData)
        .octets(ReportSpec.ENCLAVE_SIZE);
  }

  private byte[] presentedKey() {
    String shown = enclave.presentedKey();
    return shown == null ? keys.key(enclave.attestationKey()).publicXy() : Hex.bytes(shown, 64);
  }

  /** Octets under construction, integers little-endian. */
  private static final class Octets {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Octets put(byte[] octets) {
      out.writeBytes(octets);
      return this;
    }

    Octets u16(int value) {
      out.write(value);
      out.write(value >>> 8);
      return this;
    }

    Octets u32(int value) {
      return u16(value).u16(value >>> 16);
    }

    Octets sized32(byte[] octets) {
      return u32(octets.length).put(octets);
    }

    byte[] toBytes() {
      return out.toByteArray();
    }
  }
}
