package io.github.quotary.ingress.acme;

/** Carries a fault to the package's boundary. */
final class AcmeFaultException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient AcmeFault fault;

  AcmeFaultException(AcmeFault fault) {
    super(fault.words(), null, false, false);
    this.fault = fault;
  }

  AcmeFault fault() {
    return fault;
  }
}
