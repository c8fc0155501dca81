package io.github.quotary.domain.verification;

import io.github.quotary.domain.connection.ConnectionChecks.NameRule;
import io.github.quotary.domain.report.DomainKind;
import io.github.quotary.domain.witness.ProtectedNames;
import java.util.Optional;

/**
 * The domain to verify.
 *
 * @param kind its kind
 * @param host the requested name
 * @param baseDomain the gateway's base domain, or the name below a wildcard certificate's asterisk
 * @param certificateNames what the served certificate's names must be
 * @param names the names that must not get a certificate with a foreign key
 */
public record Subject(
    DomainKind kind,
    String host,
    Optional<String> baseDomain,
    NameRule certificateNames,
    ProtectedNames names) {}
