package io.github.quotary.policy;

import io.github.quotary.pki.PckCertificate;
import io.github.quotary.quote.EnclaveReport;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.QuoteHeader;
import io.github.quotary.quote.TdReport;
import io.github.quotary.quote.TdReport15;
import io.github.quotary.quote.TeeType;
import java.util.Optional;
import java.util.function.Function;

/**
 * A field of the quote or of its PCK certificate whose accepted values a policy can list. The JSON
 * member of the same name takes an array of hexadecimal strings.
 */
@SuppressWarnings("ImmutableEnumChecker") // the functions hold no state
public enum PolicyField {
  /** Hash of the TDX module, 48 bytes; only TDX. */
  MR_SEAM(Rule.MR_SEAM, 48, td(TdReport::mrSeam)),
  /** Signer of the TDX module, 48 bytes; only TDX. */
  MR_SIGNER_SEAM(Rule.MR_SIGNER_SEAM, 48, td(TdReport::mrSignerSeam)),
  /** SEAMATTRIBUTES, 8 bytes in the order of the report; only TDX. */
  SEAM_ATTRIBUTES(Rule.SEAM_ATTRIBUTES, 8, td(TdReport::seamAttributes)),
  /** Initial contents of the TD, 48 bytes; only TDX. */
  MR_TD(Rule.MR_TD, 48, td(TdReport::mrTd)),
  /** MRCONFIGID, 48 bytes; only TDX. */
  MR_CONFIG_ID(Rule.MR_CONFIG_ID, 48, td(TdReport::mrConfigId)),
  /** MROWNER, 48 bytes; only TDX. */
  MR_OWNER(Rule.MR_OWNER, 48, td(TdReport::mrOwner)),
  /** MROWNERCONFIG, 48 bytes; only TDX. */
  MR_OWNER_CONFIG(Rule.MR_OWNER_CONFIG, 48, td(TdReport::mrOwnerConfig)),
  /** Run-time measurement register 0, 48 bytes; only TDX. */
  RTMR0(Rule.RTMR0, 48, td(report -> report.rtmr(0))),
  /** Run-time measurement register 1, 48 bytes; only TDX. */
  RTMR1(Rule.RTMR1, 48, td(report -> report.rtmr(1))),
  /** Run-time measurement register 2, 48 bytes; only TDX. */
  RTMR2(Rule.RTMR2, 48, td(report -> report.rtmr(2))),
  /** Run-time measurement register 3, 48 bytes; only TDX. */
  RTMR3(Rule.RTMR3, 48, td(report -> report.rtmr(3))),
  /**
   * Hash of the service TDs, 48 bytes; only in TD reports 1.5. The strict policy accepts all zero
   * where the field exists.
   */
  MR_SERVICE_TD(Rule.MR_SERVICE_TD, 48, PolicyField::mrServiceTd),
  /** Contents of the enclave, 32 bytes; only SGX. */
  MR_ENCLAVE(Rule.MR_ENCLAVE, 32, enclave(EnclaveReport::mrEnclave)),
  /** Signer of the enclave, 32 bytes; only SGX. */
  MR_SIGNER(Rule.MR_SIGNER, 32, enclave(EnclaveReport::mrSigner)),
  /** Vendor of the quoting enclave, 16 bytes of the quote's header. */
  QE_VENDOR_ID(
      Rule.QE_VENDOR_ID, 16, (quote, platform) -> Optional.of(quote.header().qeVendorId())),
  /** Family of the platform, 6 bytes of the PCK certificate. */
  FMSPC(Rule.FMSPC, 6, pck(PckCertificate::fmspc)),
  /** Provisioning id of the platform, 16 bytes of the PCK certificate. */
  PPID(Rule.PPID, 16, pck(PckCertificate::ppid)),
  /** Instance id of the platform, 16 bytes; only in PCK certificates of the Platform CA. */
  PLATFORM_INSTANCE_ID(
      Rule.PLATFORM_INSTANCE_ID, 16, (quote, platform) -> platform.pck().platformInstanceId());

  private final Rule rule;
  private final int size;
  private final FieldReader reader;

  PolicyField(Rule rule, int size, FieldReader reader) {
    this.rule = rule;
    this.size = size;
    this.reader = reader;
  }

  private static FieldReader td(Function<TdReport, Measurement> field) {
    return (quote, platform) ->
        quote.body() instanceof TdReport report
            ? Optional.of(field.apply(report))
            : Optional.empty();
  }

  private static FieldReader enclave(Function<EnclaveReport, Measurement> field) {
    return (quote, platform) ->
        quote.body() instanceof EnclaveReport report
            ? Optional.of(field.apply(report))
            : Optional.empty();
  }

  private static FieldReader pck(Function<PckCertificate, Measurement> field) {
    return (quote, platform) -> Optional.of(field.apply(platform.pck()));
  }

  private static Optional<Measurement> mrServiceTd(Quote quote, EvaluatedPlatform platform) {
    return quote.body() instanceof TdReport15 report
        ? Optional.of(report.mrServiceTd())
        : Optional.empty();
  }

  /** The field's name in JSON, for example {@code mrTd}. */
  public String member() {
    return rule.member();
  }

  /** Number of bytes of a value. */
  public int size() {
    return size;
  }

  /**
   * Whether the field tells whose TD or enclave it is: MRTD, an RTMR, MRCONFIGID, MROWNER,
   * MROWNERCONFIG, MRENCLAVE or MRSIGNER.
   */
  public boolean isIdentity() {
    return switch (this) {
      case MR_TD,
          MR_CONFIG_ID,
          MR_OWNER,
          MR_OWNER_CONFIG,
          RTMR0,
          RTMR1,
          RTMR2,
          RTMR3,
          MR_ENCLAVE,
          MR_SIGNER ->
          true;
      default -> false;
    };
  }

  /** The one value that a verified quote can have, where Intel's checks leave only one. */
  Optional<Measurement> onlyValue() {
    return switch (this) {
      case QE_VENDOR_ID -> Optional.of(QuoteHeader.intelQeVendorId());
      case SEAM_ATTRIBUTES -> Optional.of(Measurement.of(new byte[size]));
      default -> Optional.empty();
    };
  }

  Rule rule() {
    return rule;
  }

  Optional<Measurement> read(Quote quote, EvaluatedPlatform platform) {
    return reader.read(quote, platform);
  }

  /** Whether the quote, or its PCK certificate, has such a field. */
  boolean isIn(Quote quote, EvaluatedPlatform platform) {
    return switch (this) {
      case PLATFORM_INSTANCE_ID -> platform.pck().platformInstanceId().isPresent();
      case MR_SERVICE_TD -> quote.body() instanceof TdReport15;
      default -> canBeIn(quote.teeType());
    };
  }

  /** Whether quotes of this kind, or their PCK certificates, can have such a field. */
  boolean canBeIn(TeeType tee) {
    return switch (this) {
      case PLATFORM_INSTANCE_ID, FMSPC, PPID, QE_VENDOR_ID -> true;
      case MR_ENCLAVE, MR_SIGNER -> tee == TeeType.SGX;
      default -> tee == TeeType.TDX;
    };
  }

  /** Why the quote has no such field. */
  String absence(Quote quote) {
    TeeType tee = quote.teeType();
    return switch (this) {
      case PLATFORM_INSTANCE_ID -> "absent: the PCK certificate does not state it";
      case MR_SERVICE_TD ->
          tee == TeeType.TDX
              ? "absent: TD reports 1.0 have no such field, only TD reports 1.5 do"
              : "absent: " + tee + " quotes have no such field, only TDX quotes do";
      case MR_ENCLAVE, MR_SIGNER ->
          "absent: " + tee + " quotes have no such field, only SGX quotes do";
      default -> "absent: " + tee + " quotes have no such field, only TDX quotes do";
    };
  }

  /** Reads a field where there is one. */
  @FunctionalInterface
  private interface FieldReader {
    Optional<Measurement> read(Quote quote, EvaluatedPlatform platform);
  }
}
