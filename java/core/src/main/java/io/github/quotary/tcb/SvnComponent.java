package io.github.quotary.tcb;

/**
 * Something whose SVN counts towards a TCB level.
 *
 * @param kind what it is
 * @param index the component's number as Intel counts, 1 to 16; 0 where there is only one
 * @param name what it stands for, as far as Intel names it
 */
public record SvnComponent(Kind kind, int index, String name) {
  /** Kinds of components. */
  public enum Kind {
    /** One of the sixteen SGX components of the PCK certificate. */
    SGX_COMPONENT("SGX component"),
    /** The provisioning certification enclave. */
    PCE("PCE"),
    /** The quoting enclave. */
    QE("QE"),
    /** The TDX module's SVN at launch, in TEE_TCB_SVN. */
    TDX_MODULE("TDX module"),
    /** One of the sixteen TDX components at launch, in TEE_TCB_SVN. */
    TDX_COMPONENT("TDX component"),
    /** One of the sixteen TDX components as they are now, in TEE_TCB_SVN2. */
    CURRENT_TDX_COMPONENT("current TDX component");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  /** For example {@code SGX component 8 (OS/VMM: SEAMLDR ACM)}, {@code TDX module TDX_03 SVN}. */
  @Override
  public String toString() {
    return switch (kind) {
      case PCE, QE -> kind.words + " SVN";
      case TDX_MODULE -> kind.words + " " + name + " SVN";
      default -> kind.words + " " + index + (name.isEmpty() ? "" : " (" + name + ")");
    };
  }
}
