package io.github.quotary.simulator.spec;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * Everything that determines a piece of evidence, apart from the keys.
 *
 * <p>The default is a sound and up-to-date TDX platform under the Platform CA, verified in the
 * middle of the life of its documents; the {@code with} methods change one thing each.
 *
 * @param quote the quote
 * @param platform what the PCK certificate says
 * @param quotingEnclave the enclave that signed the quote
 * @param tcbInfo TCB information
 * @param qeIdentity identity of the quoting enclave
 * @param pki certificates and revocation lists
 * @param at when the evidence is to be verified
 */
@RecordBuilder
public record Scenario(
    QuoteSpec quote,
    PlatformSpec platform,
    QuotingEnclaveSpec quotingEnclave,
    TcbInfoSpec tcbInfo,
    QeIdentitySpec qeIdentity,
    PkiSpec pki,
    Instant at)
    implements ScenarioBuilder.With {

  /** An up-to-date TDX platform with a version 4 quote. */
  public static Scenario upToDate() {
    return upToDate(QuoteShape.V4_TDX);
  }

  /** An up-to-date platform with a quote of the given shape. */
  public static Scenario upToDate(QuoteShape shape) {
    boolean tdx = shape.isTdx();
    return ScenarioBuilder.builder()
        .quote(QuoteSpec.of(shape))
        .platform(PlatformSpec.upToDate())
        .quotingEnclave(tdx ? QuotingEnclaveSpec.tdx() : QuotingEnclaveSpec.sgx())
        .tcbInfo(tdx ? TcbInfoSpec.tdx() : TcbInfoSpec.sgx())
        .qeIdentity(tdx ? QeIdentitySpec.tdx() : QeIdentitySpec.sgx())
        .pki(PkiSpec.of(PckCa.PLATFORM))
        .at(Dates.AT)
        .build();
  }

  /** The same platform under the given CA; replaces the whole PKI. */
  public Scenario withCa(PckCa ca) {
    SgxExtensionForm form =
        ca == PckCa.PLATFORM ? SgxExtensionForm.SEVEN_ENTRIES : SgxExtensionForm.FIVE_ENTRIES;
    return withPlatform(platform.withForm(form)).withPki(PkiSpec.of(ca));
  }

  /** The same with the quote changed. */
  public Scenario withQuote(UnaryOperator<QuoteSpec> change) {
    return withQuote(change.apply(quote));
  }

  /** The same with the report of the TD changed. */
  public Scenario withTd(UnaryOperator<ReportSpec<TdField>> change) {
    return withQuote(q -> q.withTd(change.apply(q.td())));
  }

  /** The same with the report of the enclave changed. */
  public Scenario withEnclave(UnaryOperator<ReportSpec<EnclaveField>> change) {
    return withQuote(q -> q.withEnclave(change.apply(q.enclave())));
  }

  /** The same with the platform changed. */
  public Scenario withPlatform(UnaryOperator<PlatformSpec> change) {
    return withPlatform(change.apply(platform));
  }

  /** The same with the quoting enclave changed. */
  public Scenario withQuotingEnclave(UnaryOperator<QuotingEnclaveSpec> change) {
    return withQuotingEnclave(change.apply(quotingEnclave));
  }

  /** The same with the TCB information changed. */
  public Scenario withTcbInfo(UnaryOperator<TcbInfoSpec> change) {
    return withTcbInfo(change.apply(tcbInfo));
  }

  /** The same with the QE identity changed. */
  public Scenario withQeIdentity(UnaryOperator<QeIdentitySpec> change) {
    return withQeIdentity(change.apply(qeIdentity));
  }

  /** The same with the PKI changed. */
  public Scenario withPki(UnaryOperator<PkiSpec> change) {
    return withPki(change.apply(pki));
  }
}
