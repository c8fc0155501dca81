package io.github.quotary.simulator.spec;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Intel's identity of the quoting enclave, before it is written and signed.
 *
 * @param id {@code TD_QE} or {@code QE}
 * @param version always 2
 * @param issueDate start of its life
 * @param nextUpdate end of its life
 * @param evaluationNumber {@code tcbEvaluationDataNumber}
 * @param miscSelect 4 octets
 * @param miscSelectMask 4 octets
 * @param attributes 16 octets
 * @param attributesMask 16 octets
 * @param mrSigner 32 octets
 * @param isvProdId product id
 * @param levels {@code tcbLevels}, in this order
 * @param edits changes to the finished text
 */
public record QeIdentitySpec(
    String id,
    int version,
    Instant issueDate,
    Instant nextUpdate,
    long evaluationNumber,
    String miscSelect,
    String miscSelectMask,
    String attributes,
    String attributesMask,
    String mrSigner,
    int isvProdId,
    List<SvnLevelSpec> levels,
    List<TextEdit> edits) {

  /** Copies the lists. */
  public QeIdentitySpec {
    levels = List.copyOf(levels);
    edits = List.copyOf(edits);
  }

  /** The identity of the TD quoting enclave. */
  public static QeIdentitySpec tdx() {
    return new QeIdentitySpec(
        "TD_QE",
        2,
        Dates.ISSUED,
        Dates.NEXT_UPDATE,
        Dates.EVALUATION_NUMBER,
        "00000000",
        "ffffffff",
        "11000000000000000000000000000000",
        "fbffffffffffffff0000000000000000",
        QuotingEnclaveSpec.MR_SIGNER,
        QuotingEnclaveSpec.TD_QE_PROD_ID,
        TcbLadder.qeLevels(),
        List.of());
  }

  /** The identity of the SGX quoting enclave. */
  public static QeIdentitySpec sgx() {
    return tdx().withId("QE").withIsvProdId(QuotingEnclaveSpec.QE_PROD_ID);
  }

  /** The same with each level changed. */
  public QeIdentitySpec mapLevels(UnaryOperator<SvnLevelSpec> change) {
    return withLevels(levels.stream().map(change).toList());
  }

  /** The same with one more change to the finished text. */
  public QeIdentitySpec edited(TextEdit edit) {
    List<TextEdit> more = new ArrayList<>(edits);
    more.add(edit);
    return withEdits(more);
  }

  /** The same with another {@code id}. */
  public QeIdentitySpec withId(String value) {
    return new QeIdentitySpec(
        value,
        version,
        issueDate,
        nextUpdate,
        evaluationNumber,
        miscSelect,
        miscSelectMask,
        attributes,
        attributesMask,
        mrSigner,
        isvProdId,
        levels,
        edits);
  }

  /** The same with another {@code version}. */
  public QeIdentitySpec withVersion(int value) {
    return new QeIdentitySpec(
        id,
        value,
        issueDate,
        nextUpdate,
        evaluationNumber,
        miscSelect,
        miscSelectMask,
        attributes,
        attributesMask,
        mrSigner,
        isvProdId,
        levels,
        edits);
  }

  /** The same with another {@code issueDate}. */
  public QeIdentitySpec withIssueDate(Instant value) {
    return new QeIdentitySpec(
        id,
        version,
        value,
        nextUpdate,
        evaluationNumber,
        miscSelect,
        miscSelectMask,
        attributes,
        attributesMask,
        mrSigner,
        isvProdId,
        levels,
        edits);
  }

  /** The same with another {@code nextUpdate}. */
  public QeIdentitySpec withNextUpdate(Instant value) {
    return new QeIdentitySpec(
        id,
        version,
        issueDate,
        value,
        evaluationNumber,
        miscSelect,
        miscSelectMask,
        attributes,
        attributesMask,
        mrSigner,
        isvProdId,
        levels,
        edits);
  }

  /** The same with another {@code evaluationNumber}. */
  public QeIdentitySpec withEvaluationNumber(long value) {
    return new QeIdentitySpec(
        id,
        version,
        issueDate,
        nextUpdate,
        value,
        miscSelect,
        miscSelectMask,
        attributes,
        attributesMask,
        mrSigner,
        isvProdId,
        levels,
        edits);
  }

  /** The same with another {@code miscSelect}. */
  public QeIdentitySpec withMiscSelect(String value) {
    return new QeIdentitySpec(
        id,
        version,
        issueDate,
        nextUpdate,
        evaluationNumber,
        value,
        miscSelectMask,
        attributes,
        attributesMask,
        mrSigner,
        isvProdId,
        levels,
        edits);
  }

  /** The same with another {@code miscSelectMask}. */
  public QeIdentitySpec withMiscSelectMask(String value) {
    return new QeIdentitySpec(
        id,
        version,
        issueDate,
        nextUpdate,
        evaluationNumber,
        miscSelect,
        value,
        attributes,
        attributesMask,
        mrSigner,
        isvProdId,
        levels,
        edits);
  }

  /** The same with another {@code attributes}. */
  public QeIdentitySpec withAttributes(String value) {
    return new QeIdentitySpec(
        id,
        version,
        issueDate,
        nextUpdate,
        evaluationNumber,
        miscSelect,
        miscSelectMask,
        value,
        attributesMask,
        mrSigner,
        isvProdId,
        levels,
        edits);
  }

  /** The same with another {@code attributesMask}. */
  public QeIdentitySpec withAttributesMask(String value) {
    return new QeIdentitySpec(
        id,
        version,
        issueDate,
        nextUpdate,
        evaluationNumber,
        miscSelect,
        miscSelectMask,
        attributes,
        value,
        mrSigner,
        isvProdId,
        levels,
        edits);
  }

  /** The same with another {@code mrSigner}. */
  public QeIdentitySpec withMrSigner(String value) {
    return new QeIdentitySpec(
        id,
        version,
        issueDate,
        nextUpdate,
        evaluationNumber,
        miscSelect,
        miscSelectMask,
        attributes,
        attributesMask,
        value,
        isvProdId,
        levels,
        edits);
  }

  /** The same with another {@code isvProdId}. */
  public QeIdentitySpec withIsvProdId(int value) {
    return new QeIdentitySpec(
        id,
        version,
        issueDate,
        nextUpdate,
        evaluationNumber,
        miscSelect,
        miscSelectMask,
        attributes,
        attributesMask,
        mrSigner,
        value,
        levels,
        edits);
  }

  /** The same with another {@code levels}. */
  public QeIdentitySpec withLevels(List<SvnLevelSpec> value) {
    return new QeIdentitySpec(
        id,
        version,
        issueDate,
        nextUpdate,
        evaluationNumber,
        miscSelect,
        miscSelectMask,
        attributes,
        attributesMask,
        mrSigner,
        isvProdId,
        value,
        edits);
  }

  /** The same with another {@code edits}. */
  public QeIdentitySpec withEdits(List<TextEdit> value) {
    return new QeIdentitySpec(
        id,
        version,
        issueDate,
        nextUpdate,
        evaluationNumber,
        miscSelect,
        miscSelectMask,
        attributes,
        attributesMask,
        mrSigner,
        isvProdId,
        levels,
        value);
  }
}
