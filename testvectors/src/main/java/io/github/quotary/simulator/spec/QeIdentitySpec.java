package io.github.quotary.simulator.spec;

import io.soabase.recordbuilder.core.RecordBuilder;
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
@RecordBuilder
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
    List<TextEdit> edits)
    implements QeIdentitySpecBuilder.With {

  /** Copies the lists. */
  public QeIdentitySpec {
    levels = List.copyOf(levels);
    edits = List.copyOf(edits);
  }

  /** The identity of the TD quoting enclave. */
  public static QeIdentitySpec tdx() {
    return QeIdentitySpecBuilder.builder()
        .id("TD_QE")
        .version(2)
        .issueDate(Dates.ISSUED)
        .nextUpdate(Dates.NEXT_UPDATE)
        .evaluationNumber(Dates.EVALUATION_NUMBER)
        .miscSelect("00000000")
        .miscSelectMask("ffffffff")
        .attributes("11000000000000000000000000000000")
        .attributesMask("fbffffffffffffff0000000000000000")
        .mrSigner(QuotingEnclaveSpec.MR_SIGNER)
        .isvProdId(QuotingEnclaveSpec.TD_QE_PROD_ID)
        .levels(TcbLadder.qeLevels())
        .edits(List.of())
        .build();
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
}
