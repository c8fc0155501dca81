package io.github.quotary.service.domain;

import io.github.quotary.domain.certificate.DnsName;
import io.github.quotary.domain.report.DomainKind;

/** Verifies domains. Thread-safe; a call may wait for the network. */
@FunctionalInterface
public interface DomainReports {
  /** The report on a domain, as JSON. */
  String report(DomainKind kind, DnsName name);
}
