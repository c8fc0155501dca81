package io.github.quotary.pki;

import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TcbComponents;
import java.util.Optional;

/**
 * A PCK certificate: a platform's key with the platform's TCB in Intel's SGX extension
 * (1.2.840.113741.1.13.1). Immutable.
 *
 * <p>Source: Intel SGX PCK Certificate and Certificate Revocation List Profile Specification.
 */
public final class PckCertificate {
  private final X509Cert certificate;
  private final SgxExtension extension;

  private PckCertificate(X509Cert certificate, SgxExtension extension) {
    this.certificate = certificate;
    this.extension = extension;
  }

  static PckCertificate parse(X509Cert certificate) throws PkiFormatException {
    return new PckCertificate(certificate, SgxExtensionParser.parse(certificate));
  }

  /** The certificate itself. */
  public X509Cert certificate() {
    return certificate;
  }

  /** The platform's provisioning id, 16 bytes. */
  public Measurement ppid() {
    return extension.ppid();
  }

  /** The platform's sixteen SGX component SVNs, against which TCB levels are matched. */
  public TcbComponents tcbComponents() {
    return extension.tcbComponents();
  }

  /** The provisioning certification enclave's SVN, an unsigned 32-bit integer. */
  public long pceSvn() {
    return extension.pceSvn();
  }

  /** The platform's CPUSVN, 16 bytes; never matched against anything. */
  public Measurement cpuSvn() {
    return extension.cpuSvn();
  }

  /** The provisioning certification enclave's id, 2 bytes. */
  public Measurement pceId() {
    return extension.pceId();
  }

  /** Family, model, stepping, platform type and SKU, 6 bytes. */
  public Measurement fmspc() {
    return extension.fmspc();
  }

  /**
   * 0 Standard, 1 Scalable, 2 Scalable with integrity; other values are kept as they are, those of
   * more than 31 bits as the int that is nearest.
   */
  public int sgxType() {
    return extension.sgxType();
  }

  /** What only a Platform CA's certificate carries; empty where it is absent or malformed. */
  public Optional<Measurement> platformInstanceId() {
    return Optional.ofNullable(extension.platformInstanceId());
  }

  /** The platform's configuration flags; empty where they are absent or malformed. */
  public Optional<PlatformConfiguration> configuration() {
    return Optional.ofNullable(extension.configuration());
  }
}
