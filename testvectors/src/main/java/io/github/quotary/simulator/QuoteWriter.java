package io.github.quotary.simulator;

import java.io.ByteArrayOutputStream;

/** Writes and signs a quote. */
final class QuoteWriter {
  private static final int ECDSA_P256 = 2;
  private static final String INTEL_QE_VENDOR = "939a7233f79c4ca9940a0db3957f0607";
  private static final int QE_REPORT_CERTIFICATION = 6;

  private final QuoteSpec quote;
  private final QuotingEnclaveSpec enclave;
  private final SigningKey attestationKey;
  private final SigningKey pckKey;
  private final byte[] certification;

  /**
   * Prepares a quote.
   *
   * @param attestationKey signs the quote
   * @param pckKey signs the quoting enclave's report
   * @param certification the octets of the certification data: a PEM chain
   */
  QuoteWriter(
      QuoteSpec quote,
      QuotingEnclaveSpec enclave,
      SigningKey attestationKey,
      SigningKey pckKey,
      byte[] certification) {
    this.quote = quote;
    this.enclave = enclave;
    this.attestationKey = attestationKey;
    this.pckKey = pckKey;
    this.certification = certification.clone();
  }

  byte[] write() {
    byte[] signed = signedPart();
    byte[] authentication = authentication(attestationKey.signRaw(signed));
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
    return new Octets()
        .put(report)
        .put(pckKey.signRaw(report))
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
          case REGULAR -> Hex.of(Sha.sha256(key, authData)) + upperHalf;
          case UNCOMPRESSED_POINT -> Hex.of(Sha.sha256(new byte[] {4}, key, authData)) + upperHalf;
          case NONE -> upperHalf + upperHalf;
          case UPPER_HALF_FILLED -> Hex.of(Sha.sha256(key, authData)) + "5a".repeat(32);
        };
    return enclave
        .report()
        .with(EnclaveField.REPORTDATA, reportData)
        .octets(ReportSpec.ENCLAVE_SIZE);
  }

  private byte[] presentedKey() {
    String shown = enclave.presentedKey();
    return shown == null ? attestationKey.publicXy() : Hex.bytes(shown, 64);
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
