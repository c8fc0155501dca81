package io.github.quotary.simulator.spec;

import java.util.List;

/**
 * One major version of the TDX module.
 *
 * @param id {@code TDX_} and two hex digits of the version
 * @param module its signer and attributes
 * @param levels its TCB levels, found by the minor version
 */
public record TdxModuleIdentitySpec(String id, TdxModuleSpec module, List<SvnLevelSpec> levels) {

  /** Copies the list. */
  public TdxModuleIdentitySpec {
    levels = List.copyOf(levels);
  }

  /** The same with another {@code id}. */
  public TdxModuleIdentitySpec withId(String value) {
    return new TdxModuleIdentitySpec(value, module, levels);
  }

  /** The same with another {@code module}. */
  public TdxModuleIdentitySpec withModule(TdxModuleSpec value) {
    return new TdxModuleIdentitySpec(id, value, levels);
  }

  /** The same with another {@code levels}. */
  public TdxModuleIdentitySpec withLevels(List<SvnLevelSpec> value) {
    return new TdxModuleIdentitySpec(id, module, value);
  }
}
