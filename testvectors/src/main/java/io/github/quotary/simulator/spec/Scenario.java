package io.github.quotary.simulator.spec;

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
public record Scenario(
    QuoteSpec quote,
    PlatformSpec platform,
    QuotingEnclaveSpec quotingEnclave,
    TcbInfoSpec tcbInfo,
    QeIdentitySpec qeIdentity,
    PkiSpec pki,
    Instant at) {

  /** An up-to-date TDX platform with a version 4 quote. */
  public static Scenario upToDate() {
    return upToDate(QuoteShape.V4_TDX);
  }

  /** An up-to-date platform with a quote of the given shape. */
  public static Scenario upToDate(QuoteShape shape) {
    boolean tdx = shape.isTdx();
    return new Scenario(
        QuoteSpec.of(shape),
        PlatformSpec.upToDate(),
        tdx ? QuotingEnclaveSpec.tdx() : QuotingEnclaveSpec.sgx(),
        tdx ? TcbInfoSpec.tdx() : TcbInfoSpec.sgx(),
        tdx ? QeIdentitySpec.tdx() : QeIdentitySpec.sgx(),
        PkiSpec.of(PckCa.PLATFORM),
        Dates.AT);
  }

  /** The same platform under the given CA; replaces the whole PKI. */
  public Scenario withCa(PckCa ca) {
    SgxExtensionForm form =
        ca == PckCa.PLATFORM ? SgxExtensionForm.SEVEN_ENTRIES : SgxExtensionForm.FIVE_ENTRIES;
    return new Scenario(
        quote, platform.withForm(form), quotingEnclave, tcbInfo, qeIdentity, PkiSpec.of(ca), at);
  }

  /** The same with the quote changed. */
  public Scenario withQuote(UnaryOperator<QuoteSpec> change) {
    return new Scenario(
        change.apply(quote), platform, quotingEnclave, tcbInfo, qeIdentity, pki, at);
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
    return new Scenario(
        quote, change.apply(platform), quotingEnclave, tcbInfo, qeIdentity, pki, at);
  }

  /** The same with the quoting enclave changed. */
  public Scenario withQuotingEnclave(UnaryOperator<QuotingEnclaveSpec> change) {
    return new Scenario(
        quote, platform, change.apply(quotingEnclave), tcbInfo, qeIdentity, pki, at);
  }

  /** The same with the TCB information changed. */
  public Scenario withTcbInfo(UnaryOperator<TcbInfoSpec> change) {
    return new Scenario(
        quote, platform, quotingEnclave, change.apply(tcbInfo), qeIdentity, pki, at);
  }

  /** The same with the QE identity changed. */
  public Scenario withQeIdentity(UnaryOperator<QeIdentitySpec> change) {
    return new Scenario(
        quote, platform, quotingEnclave, tcbInfo, change.apply(qeIdentity), pki, at);
  }

  /** The same with the PKI changed. */
  public Scenario withPki(UnaryOperator<PkiSpec> change) {
    return new Scenario(
        quote, platform, quotingEnclave, tcbInfo, qeIdentity, change.apply(pki), at);
  }

  /** The same verified at another time. */
  public Scenario withAt(Instant value) {
    return new Scenario(quote, platform, quotingEnclave, tcbInfo, qeIdentity, pki, value);
  }
}
