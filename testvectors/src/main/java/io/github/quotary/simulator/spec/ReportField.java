package io.github.quotary.simulator.spec;

/** A field at a fixed place of a report structure. */
public sealed interface ReportField permits TdField, EnclaveField {
  /** Octets from the start of the report. */
  int offset();

  /** Octets of the field. */
  int length();
}
