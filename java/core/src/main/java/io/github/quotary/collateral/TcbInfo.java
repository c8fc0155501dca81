package io.github.quotary.collateral;

import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TeeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Intel's TCB info of a family of platforms, version 2 or 3.
 *
 * @param version 2 or 3
 * @param teeType what it speaks of; version 2 is always SGX
 * @param issueDate when Intel issued it
 * @param nextUpdate when Intel will issue the next
 * @param fmspc 6 bytes, the family
 * @param pceId 2 bytes
 * @param tcbEvaluationDataNumber number of the TCB recovery that it belongs to
 * @param tdxModuleOrNull the TDX module of major version 0; only for TDX
 * @param tdxModuleIdentities the TDX modules of other major versions
 * @param levels highest first, whatever their order in the document
 * @param componentNames what the components stand for
 */
public record TcbInfo(
    int version,
    TeeType teeType,
    Instant issueDate,
    Instant nextUpdate,
    Measurement fmspc,
    Measurement pceId,
    long tcbEvaluationDataNumber,
    @Nullable TdxModule tdxModuleOrNull,
    List<TdxModuleIdentity> tdxModuleIdentities,
    List<TcbLevel> levels,
    TcbComponentNames componentNames) {

  /** The TDX module of major version 0; only for TDX. */
  public Optional<TdxModule> tdxModule() {
    return Optional.ofNullable(tdxModuleOrNull);
  }

  /**
   * The identity of a TDX module's major version (TEE_TCB_SVN[1], above 0); the first of its id.
   */
  public Optional<TdxModuleIdentity> tdxModuleIdentity(int version) {
    return tdxModuleIdentities.stream().filter(i -> i.isOfVersion(version)).findFirst();
  }

  /** Signer and attributes of the TDX module of a major version (TEE_TCB_SVN[1]), 0 included. */
  public Optional<TdxModule> tdxModule(int version) {
    return version == 0 ? tdxModule() : tdxModuleIdentity(version).map(TdxModuleIdentity::module);
  }
}
