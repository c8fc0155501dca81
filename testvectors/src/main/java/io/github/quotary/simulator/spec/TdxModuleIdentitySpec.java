package io.github.quotary.simulator.spec;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * One major version of the TDX module.
 *
 * @param id {@code TDX_} and two hex digits of the version
 * @param module its signer and attributes
 * @param levels its TCB levels, found by the minor version
 */
@RecordBuilder
public record TdxModuleIdentitySpec(String id, TdxModuleSpec module, List<SvnLevelSpec> levels)
    implements TdxModuleIdentitySpecBuilder.With {

  /** Copies the list. */
  public TdxModuleIdentitySpec {
    levels = List.copyOf(levels);
  }
}
