package io.github.quotary.simulator.spec;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Intel's TCB information about a platform model, before it is written and signed.
 *
 * @param version 3, or 2 for the older SGX form
 * @param id {@code SGX} or {@code TDX}
 * @param issueDate start of its life
 * @param nextUpdate end of its life
 * @param fmspc 6 octets; null for the one of the scenario's platform
 * @param pceId 2 octets; null for the one of the scenario's platform
 * @param tcbType always 0 so far
 * @param evaluationNumber {@code tcbEvaluationDataNumber}
 * @param module {@code tdxModule}; null leaves it out
 * @param identities {@code tdxModuleIdentities}; left out when empty
 * @param levels {@code tcbLevels}, in this order
 * @param edits changes to the finished text
 */
@RecordBuilder
public record TcbInfoSpec(
    int version,
    String id,
    Instant issueDate,
    Instant nextUpdate,
    @Nullable String fmspc,
    @Nullable String pceId,
    int tcbType,
    long evaluationNumber,
    @Nullable TdxModuleSpec module,
    List<TdxModuleIdentitySpec> identities,
    List<TcbLevelSpec> levels,
    List<TextEdit> edits)
    implements TcbInfoSpecBuilder.With {

  /** Copies the lists. */
  public TcbInfoSpec {
    identities = List.copyOf(identities);
    levels = List.copyOf(levels);
    edits = List.copyOf(edits);
  }

  /** TCB information for TDX: the ladder of every status, two module versions. */
  public static TcbInfoSpec tdx() {
    return TcbInfoSpecBuilder.builder()
        .version(3)
        .id("TDX")
        .issueDate(Dates.ISSUED)
        .nextUpdate(Dates.NEXT_UPDATE)
        .tcbType(0)
        .evaluationNumber(Dates.EVALUATION_NUMBER)
        .module(TdxModuleSpec.intel())
        .identities(TcbLadder.moduleIdentities())
        .levels(TcbLadder.levels())
        .edits(List.of())
        .build();
  }

  /** TCB information for SGX: the ladder of every status. */
  public static TcbInfoSpec sgx() {
    return tdx().withId("SGX").withModule(null).withIdentities(List.of());
  }

  /** The same with each level changed. */
  public TcbInfoSpec mapLevels(UnaryOperator<TcbLevelSpec> change) {
    return withLevels(levels.stream().map(change).toList());
  }

  /** The same with each module identity changed. */
  public TcbInfoSpec mapIdentities(UnaryOperator<TdxModuleIdentitySpec> change) {
    return withIdentities(identities.stream().map(change).toList());
  }

  /** The same with one more change to the finished text. */
  public TcbInfoSpec edited(TextEdit edit) {
    List<TextEdit> more = new ArrayList<>(edits);
    more.add(edit);
    return withEdits(more);
  }
}
