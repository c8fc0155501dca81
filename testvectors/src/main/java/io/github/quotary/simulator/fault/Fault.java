package io.github.quotary.simulator.fault;

import java.util.List;
import java.util.stream.Stream;

/**
 * Something wrong with evidence: Intel's verifier rejects it, or a strict policy does not trust it,
 * or Quotary is stricter than Intel on purpose.
 *
 * <p>Signatures are those of the changed content, unless the fault is the signature itself, so that
 * each fault is found only by the check that is meant for it.
 */
public sealed interface Fault extends Variation
    permits QuoteFault,
        LayoutFault,
        ChainFault,
        CertificateFault,
        CrlFault,
        TcbInfoFault,
        QeIdentityFault,
        BindingFault,
        PolicyFault {

  /** Every fault of every kind. */
  static List<Fault> all() {
    return Stream.<Fault[]>of(
            QuoteFault.values(),
            LayoutFault.values(),
            ChainFault.values(),
            CertificateFault.values(),
            CrlFault.values(),
            TcbInfoFault.values(),
            QeIdentityFault.values(),
            BindingFault.values(),
            PolicyFault.values())
        .flatMap(Stream::of)
        .toList();
  }
}
