package io.github.quotary.tcb;

/**
 * Which generation of Intel's QVL to decide like. They differ in TCB evaluation only: 1.27 rewrote
 * it in 2026.
 */
public enum QvlGeneration {
  /** QVL up to 1.26, as shipped with DCAP 1.24 and 1.25. */
  V1_26("1.26"),
  /** QVL 1.27. */
  V1_27("1.27");

  private final String version;

  QvlGeneration(String version) {
    this.version = version;
  }

  /** The version that gives the generation its name, for example {@code 1.27}. */
  public String version() {
    return version;
  }
}
