package io.github.quotary.tcb;

import io.github.quotary.collateral.QeIdentity;
import io.github.quotary.collateral.TcbInfo;

/**
 * All that a TCB evaluation depends on.
 *
 * @param generation which generation of Intel's QVL to evaluate like
 * @param platform what the platform has
 * @param tcbInfo what Intel asks of the platform
 * @param qeIdentity what Intel asks of the quoting enclave
 */
public record TcbQuestion(
    QvlGeneration generation, PlatformTcb platform, TcbInfo tcbInfo, QeIdentity qeIdentity) {
  /** The same question about another platform. */
  TcbQuestion about(PlatformTcb other) {
    return new TcbQuestion(generation, other, tcbInfo, qeIdentity);
  }
}
