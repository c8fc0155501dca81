package io.github.quotary.ingress.run;

import io.github.quotary.ingress.acme.AcmeAccount;
import io.github.quotary.ingress.acme.AcmeFault;
import io.github.quotary.ingress.acme.AcmeOrders;
import io.github.quotary.ingress.acme.AdviceResult;
import io.github.quotary.ingress.acme.ChallengeResponder;
import io.github.quotary.ingress.acme.IssuedCertificate;
import io.github.quotary.ingress.acme.OrderReport;
import io.github.quotary.ingress.acme.OrderRequest;
import io.github.quotary.ingress.acme.OrderResult;
import io.github.quotary.ingress.acme.RenewalAdvice;
import io.github.quotary.ingress.acme.RenewalAdvices;
import io.github.quotary.ingress.acme.RenewalDecision;
import io.github.quotary.ingress.acme.Renewals;
import io.github.quotary.ingress.acme.StoredCertificate;
import io.github.quotary.ingress.config.Configuration;
import io.github.quotary.ingress.config.DomainName;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The certificates at hand, and those that are ordered. Not thread-safe. */
final class Certificates {
  private final Configuration configuration;
  private final Parts parts;
  private final Meters meters;
  private final List<Lineage> lineages;
  private final Map<String, Asked> advice = new HashMap<>();

  /** An authority's advice on one certificate, and when it was asked. */
  private record Asked(X509Certificate leaf, Optional<RenewalAdvice> advice, Instant askAgain) {}

  Certificates(Configuration configuration, Parts parts, Meters meters) {
    this.configuration = configuration;
    this.parts = parts;
    this.meters = meters;
    this.lineages = Lineage.of(configuration);
  }

  /** Those that have a certificate first: a renewal does not wait for a new name's operator. */
  List<Lineage> byUrgency() {
    return lineages.stream()
        .sorted(Comparator.comparing(lineage -> at(lineage).isPresent() ? 0 : 1))
        .toList();
  }

  /** The certificate at hand; empty if there is none, or none for these names. */
  Optional<IssuedCertificate> at(Lineage lineage) {
    StoredCertificate stored =
        AcmeOrders.stored(parts.state(), parts.authority().directory(), lineage.id());
    if (stored instanceof StoredCertificate.Unreadable unreadable) {
      parts.journal().error("a certificate cannot be used", "why", unreadable.why());
    }
    return stored instanceof StoredCertificate.Found found
            && found.certificate().names().equals(new TreeSet<>(lineage.texts()))
        ? Optional.of(found.certificate())
        : Optional.empty();
  }

  /** All that are at hand, by name; also one that has ended, since it is better than none. */
  Served atHand() {
    SortedMap<DomainName, IssuedCertificate> all = new TreeMap<>();
    for (Lineage lineage : lineages) {
      at(lineage)
          .ifPresent(certificate -> lineage.names().forEach(name -> all.put(name, certificate)));
    }
    return new Served(all);
  }

  /**
   * When a lineage is due; now, if there is no certificate.
   *
   * @param account whose authority is asked for advice
   */
  Instant due(Lineage lineage, AcmeAccount account) {
    Optional<IssuedCertificate> certificate = at(lineage);
    Instant now = parts.clock().instant();
    if (certificate.isEmpty()) {
      return now;
    }
    X509Certificate leaf = certificate.get().leaf();
    RenewalDecision decision =
        Renewals.decide(
            leaf,
            advice(lineage, leaf, account),
            Renewals.position(leaf),
            now,
            configuration.renewal().daysBefore());
    return decision.isDue() ? now : decision.at();
  }

  private Optional<RenewalAdvice> advice(
      Lineage lineage, X509Certificate leaf, AcmeAccount account) {
    Instant now = parts.clock().instant();
    Asked before = advice.get(lineage.id());
    if (before != null && before.leaf().equals(leaf) && now.isBefore(before.askAgain())) {
      return before.advice();
    }
    AdviceResult result = RenewalAdvices.ask(account, leaf);
    if (result instanceof AdviceResult.Given given) {
      advice.put(
          lineage.id(), new Asked(leaf, Optional.of(given.advice()), given.advice().askAgain()));
      return Optional.of(given.advice());
    }
    if (result instanceof AdviceResult.Failed failed) {
      parts.journal().warn("no advice on renewal", "why", failed.fault().words());
      // What was advised before still stands.
      return Optional.ofNullable(before)
          .filter(asked -> asked.leaf().equals(leaf))
          .flatMap(Asked::advice);
    }
    return Optional.empty();
  }

  /**
   * Whether an order that an earlier process began is to be gone on with; what else that one left
   * behind is taken away.
   */
  boolean isUnderWay(Lineage lineage, AcmeAccount account, ChallengeResponder responder) {
    AcmeOrders.Unfinished unfinished =
        new AcmeOrders(account, parts.state()).tidy(request(lineage), responder);
    told(unfinished.leftovers());
    return unfinished.isUnderWay();
  }

  private OrderRequest request(Lineage lineage) {
    return new OrderRequest(
        lineage.id(),
        lineage.names(),
        at(lineage).map(IssuedCertificate::leaf),
        configuration.renewal().timeout());
  }

  private void told(List<String> leftovers) {
    leftovers.forEach(
        left -> parts.journal().warn("an answer to a challenge was left behind", "why", left));
  }

  /** Orders; the certificate at hand stays until there is a new one. */
  Outcome order(Lineage lineage, AcmeAccount account, ChallengeResponder responder) {
    OrderReport report = new AcmeOrders(account, parts.state()).order(request(lineage), responder);
    told(report.leftovers());
    if (report.result() instanceof OrderResult.Issued issued) {
      meters.ordered(true);
      parts
          .journal()
          .info(
              "certificate issued",
              "names",
              String.join(" ", issued.certificate().names()),
              "until",
              issued.certificate().notAfter().toString());
      return Outcome.good();
    }
    meters.ordered(false);
    AcmeFault fault = ((OrderResult.Failed) report.result()).fault();
    return new Outcome(Optional.of(lineage.names() + ": " + fault.words()), fault.retryAfter());
  }
}
