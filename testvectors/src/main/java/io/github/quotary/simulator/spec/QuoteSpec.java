package io.github.quotary.simulator.spec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The quote: its shape, what it attests, and how its certification data is labelled.
 *
 * @param shape version, TEE and body
 * @param td the TD that a TDX quote attests
 * @param enclave the enclave that an SGX quote attests
 * @param headerReserved header octets 8 to 11: QE SVN and PCE SVN in version 3, reserved later
 * @param userData header user data, 20 octets; the first 16 carry the QE id
 * @param certificationType type of the certification data that holds the chain; 5 is a PEM chain
 * @param certificationData octets of that data; null for the scenario's chain and a NUL
 * @param edits changes to the signed part, made before the quote is signed
 */
public record QuoteSpec(
    QuoteShape shape,
    ReportSpec<TdField> td,
    ReportSpec<EnclaveField> enclave,
    String headerReserved,
    String userData,
    int certificationType,
    @Nullable String certificationData,
    List<OctetEdit> edits) {

  private static final int PEM_CHAIN = 5;

  /** Copies the list. */
  public QuoteSpec {
    edits = List.copyOf(edits);
  }

  /** A quote of the default TD or enclave. */
  public static QuoteSpec of(QuoteShape shape) {
    return new QuoteSpec(
        shape,
        Reports.td(),
        Reports.enclave(),
        shape.version() == 3 ? "08000d00" : "00000000",
        Measure.sha256("QE id").substring(0, 32) + "00000000",
        PEM_CHAIN,
        null,
        List.of());
  }

  /** The same with one more change to the signed part, made before the quote is signed. */
  public QuoteSpec edited(OctetEdit edit) {
    List<OctetEdit> more = new ArrayList<>(edits);
    more.add(edit);
    return withEdits(more);
  }

  /** The same with another {@code shape}. */
  public QuoteSpec withShape(QuoteShape value) {
    return new QuoteSpec(
        value, td, enclave, headerReserved, userData, certificationType, certificationData, edits);
  }

  /** The same with another {@code td}. */
  public QuoteSpec withTd(ReportSpec<TdField> value) {
    return new QuoteSpec(
        shape,
        value,
        enclave,
        headerReserved,
        userData,
        certificationType,
        certificationData,
        edits);
  }

  /** The same with another {@code enclave}. */
  public QuoteSpec withEnclave(ReportSpec<EnclaveField> value) {
    return new QuoteSpec(
        shape, td, value, headerReserved, userData, certificationType, certificationData, edits);
  }

  /** The same with another {@code headerReserved}. */
  public QuoteSpec withHeaderReserved(String value) {
    return new QuoteSpec(
        shape, td, enclave, value, userData, certificationType, certificationData, edits);
  }

  /** The same with another {@code userData}. */
  public QuoteSpec withUserData(String value) {
    return new QuoteSpec(
        shape, td, enclave, headerReserved, value, certificationType, certificationData, edits);
  }

  /** The same with another {@code certificationType}. */
  public QuoteSpec withCertificationType(int value) {
    return new QuoteSpec(
        shape, td, enclave, headerReserved, userData, value, certificationData, edits);
  }

  /** The same with another {@code certificationData}. */
  public QuoteSpec withCertificationData(@Nullable String value) {
    return new QuoteSpec(
        shape, td, enclave, headerReserved, userData, certificationType, value, edits);
  }

  /** The same with another {@code edits}. */
  public QuoteSpec withEdits(List<OctetEdit> value) {
    return new QuoteSpec(
        shape, td, enclave, headerReserved, userData, certificationType, certificationData, value);
  }
}
