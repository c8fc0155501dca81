package io.github.quotary.simulator.spec;

import java.util.Locale;

/** Every combination of quote version, TEE and body that Intel's verifier knows. */
public enum QuoteShape {
  /** Version 3: SGX only. */
  V3_SGX(3, Body.ENCLAVE_REPORT),
  /** Version 4 with an enclave report. */
  V4_SGX(4, Body.ENCLAVE_REPORT),
  /** Version 4 with a TD report 1.0. */
  V4_TDX(4, Body.TD_REPORT_10),
  /** Version 5, body type 1. */
  V5_SGX(5, Body.ENCLAVE_REPORT),
  /** Version 5, body type 2. */
  V5_TDX_10(5, Body.TD_REPORT_10),
  /** Version 5, body type 3. */
  V5_TDX_15(5, Body.TD_REPORT_15),
  /** Version 5, body type 4. */
  V5_TDX_15_EX(5, Body.TD_REPORT_15_EX);

  private static final int TEE_SGX = 0x00;
  private static final int TEE_TDX = 0x81;

  private final int version;
  private final Body body;

  QuoteShape(int version, Body body) {
    this.version = version;
    this.body = body;
  }

  /** 3, 4 or 5. */
  public int version() {
    return version;
  }

  /** Whether a TD is attested; otherwise an enclave. */
  public boolean isTdx() {
    return body != Body.ENCLAVE_REPORT;
  }

  /** Whether the report has TEE_TCB_SVN2, the TCB under which the TD runs now. */
  public boolean hasCurrentTcb() {
    return body.size >= Body.TD_REPORT_15.size;
  }

  /** Its name in lower-case words joined by hyphens: {@code v5-tdx-15}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** TEE type in the header: 0x00 or 0x81. */
  public int teeType() {
    return isTdx() ? TEE_TDX : TEE_SGX;
  }

  /** Body type of the version 5 descriptor, 1 to 4. */
  public int bodyType() {
    return body.type;
  }

  /** Octets of the body: 384, 584, 648 or 885. */
  public int bodySize() {
    return body.size;
  }

  /** Whether a descriptor of body type and size stands between header and body. */
  public boolean hasDescriptor() {
    return version >= 5;
  }

  /** The bodies, in the order of their type numbers. */
  private enum Body {
    ENCLAVE_REPORT(1, 384),
    TD_REPORT_10(2, 584),
    TD_REPORT_15(3, 648),
    TD_REPORT_15_EX(4, 885);

    private final int type;
    private final int size;

    Body(int type, int size) {
      this.type = type;
      this.size = size;
    }
  }
}
