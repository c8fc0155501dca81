package io.github.quotary.tcb;

/** What kind of action raises an SVN. */
public enum Remedy {
  /** Firmware of the board: BIOS, or microcode that it loads. */
  BIOS_UPDATE("BIOS or microcode update"),
  /** What operating system or VMM load: late microcode, SINIT, SEAM loader. */
  OS_UPDATE("operating system or VMM update: microcode, SINIT or SEAM loader"),
  /** SGX platform software with the provisioning certification enclave. */
  PCE_UPDATE("SGX platform software update (PCE)"),
  /** SGX or TDX platform software with the quoting enclave. */
  QE_UPDATE("DCAP update (quoting enclave)"),
  /** The TDX module. */
  TDX_MODULE_UPDATE("TDX module update, then relaunch of the TD"),
  /** The platform has it already; the TD was launched before. */
  RELAUNCH("relaunch of the TD");

  private final String description;

  Remedy(String description) {
    this.description = description;
  }

  /** The action in words. */
  public String description() {
    return description;
  }
}
