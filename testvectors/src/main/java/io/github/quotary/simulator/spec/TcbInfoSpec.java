package io.github.quotary.simulator.spec;

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
    List<TextEdit> edits) {

  /** Copies the lists. */
  public TcbInfoSpec {
    identities = List.copyOf(identities);
    levels = List.copyOf(levels);
    edits = List.copyOf(edits);
  }

  /** TCB information for TDX: the ladder of every status, two module versions. */
  public static TcbInfoSpec tdx() {
    return new TcbInfoSpec(
        3,
        "TDX",
        Dates.ISSUED,
        Dates.NEXT_UPDATE,
        null,
        null,
        0,
        Dates.EVALUATION_NUMBER,
        TdxModuleSpec.intel(),
        TcbLadder.moduleIdentities(),
        TcbLadder.levels(),
        List.of());
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

  /** The same with another {@code version}. */
  public TcbInfoSpec withVersion(int value) {
    return new TcbInfoSpec(
        value,
        id,
        issueDate,
        nextUpdate,
        fmspc,
        pceId,
        tcbType,
        evaluationNumber,
        module,
        identities,
        levels,
        edits);
  }

  /** The same with another {@code id}. */
  public TcbInfoSpec withId(String value) {
    return new TcbInfoSpec(
        version,
        value,
        issueDate,
        nextUpdate,
        fmspc,
        pceId,
        tcbType,
        evaluationNumber,
        module,
        identities,
        levels,
        edits);
  }

  /** The same with another {@code issueDate}. */
  public TcbInfoSpec withIssueDate(Instant value) {
    return new TcbInfoSpec(
        version,
        id,
        value,
        nextUpdate,
        fmspc,
        pceId,
        tcbType,
        evaluationNumber,
        module,
        identities,
        levels,
        edits);
  }

  /** The same with another {@code nextUpdate}. */
  public TcbInfoSpec withNextUpdate(Instant value) {
    return new TcbInfoSpec(
        version,
        id,
        issueDate,
        value,
        fmspc,
        pceId,
        tcbType,
        evaluationNumber,
        module,
        identities,
        levels,
        edits);
  }

  /** The same with another {@code fmspc}. */
  public TcbInfoSpec withFmspc(@Nullable String value) {
    return new TcbInfoSpec(
        version,
        id,
        issueDate,
        nextUpdate,
        value,
        pceId,
        tcbType,
        evaluationNumber,
        module,
        identities,
        levels,
        edits);
  }

  /** The same with another {@code pceId}. */
  public TcbInfoSpec withPceId(@Nullable String value) {
    return new TcbInfoSpec(
        version,
        id,
        issueDate,
        nextUpdate,
        fmspc,
        value,
        tcbType,
        evaluationNumber,
        module,
        identities,
        levels,
        edits);
  }

  /** The same with another {@code tcbType}. */
  public TcbInfoSpec withTcbType(int value) {
    return new TcbInfoSpec(
        version,
        id,
        issueDate,
        nextUpdate,
        fmspc,
        pceId,
        value,
        evaluationNumber,
        module,
        identities,
        levels,
        edits);
  }

  /** The same with another {@code evaluationNumber}. */
  public TcbInfoSpec withEvaluationNumber(long value) {
    return new TcbInfoSpec(
        version,
        id,
        issueDate,
        nextUpdate,
        fmspc,
        pceId,
        tcbType,
        value,
        module,
        identities,
        levels,
        edits);
  }

  /** The same with another {@code module}. */
  public TcbInfoSpec withModule(@Nullable TdxModuleSpec value) {
    return new TcbInfoSpec(
        version,
        id,
        issueDate,
        nextUpdate,
        fmspc,
        pceId,
        tcbType,
        evaluationNumber,
        value,
        identities,
        levels,
        edits);
  }

  /** The same with another {@code identities}. */
  public TcbInfoSpec withIdentities(List<TdxModuleIdentitySpec> value) {
    return new TcbInfoSpec(
        version,
        id,
        issueDate,
        nextUpdate,
        fmspc,
        pceId,
        tcbType,
        evaluationNumber,
        module,
        value,
        levels,
        edits);
  }

  /** The same with another {@code levels}. */
  public TcbInfoSpec withLevels(List<TcbLevelSpec> value) {
    return new TcbInfoSpec(
        version,
        id,
        issueDate,
        nextUpdate,
        fmspc,
        pceId,
        tcbType,
        evaluationNumber,
        module,
        identities,
        value,
        edits);
  }

  /** The same with another {@code edits}. */
  public TcbInfoSpec withEdits(List<TextEdit> value) {
    return new TcbInfoSpec(
        version,
        id,
        issueDate,
        nextUpdate,
        fmspc,
        pceId,
        tcbType,
        evaluationNumber,
        module,
        identities,
        levels,
        value);
  }
}
