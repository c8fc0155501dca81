package io.github.quotary.ingress.run;

import io.github.quotary.domain.caa.CaaName;
import io.github.quotary.domain.caa.CaaQuestion;
import io.github.quotary.domain.caa.CaaSearch;
import io.github.quotary.domain.caa.RelevantSet;
import io.github.quotary.ingress.config.Configuration;
import io.github.quotary.ingress.config.Configuration.Dns01;
import io.github.quotary.ingress.config.DomainName;
import io.github.quotary.ingress.dns.DnsPlan;
import io.github.quotary.ingress.dns.DnsProvider;
import io.github.quotary.ingress.dns.DnsRecord;
import io.github.quotary.ingress.dns.DnsResult;
import io.github.quotary.ingress.dns.DnsWriter;
import io.github.quotary.ingress.dns.FoundRecord;
import io.github.quotary.ingress.dns.Ownership;
import io.github.quotary.ingress.dns.PublicRecords;
import io.github.quotary.ingress.dns.Step;
import io.github.quotary.ingress.records.NameRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Brings one name's records into order before anything is ordered for it: its way to the gateway,
 * the app's address, and the lock. Without the lock that is wanted, it fails.
 */
final class NameSetup {
  private static final Duration LOOK = Duration.ofSeconds(5);
  private static final Duration LATEST = Duration.ofMinutes(2);

  private final Configuration configuration;
  private final Parts parts;
  private final OperatorRecords operators;
  private final Meters meters;

  NameSetup(Configuration configuration, Parts parts, OperatorRecords operators, Meters meters) {
    this.configuration = configuration;
    this.parts = parts;
    this.operators = operators;
    this.meters = meters;
  }

  /** Tells an operator what to make, if something is missing; waits for nothing. */
  void announce(NameRecords records) {
    operators.announce(records);
  }

  /**
   * Does it.
   *
   * @param own values that this app has and had
   * @param account that is to be locked to
   * @param mayWait whether an operator's records may be waited for
   */
  Outcome run(NameRecords records, Ownership own, String account, boolean mayWait) {
    if (parts.provider().isPresent()) {
      Outcome written = write(records, parts.provider().get(), own);
      if (!written.isGood()) {
        return written;
      }
    }
    Outcome made = operators.await(records, mayWait);
    return made.isGood() ? permitted(records.name(), account) : made;
  }

  private Outcome write(NameRecords records, DnsProvider provider, Ownership own) {
    DnsWriter writer = new DnsWriter(provider);
    DnsResult<List<FoundRecord>> found = writer.look(records.written());
    if (!(found instanceof DnsResult.Done<List<FoundRecord>> there)) {
      meters.dnsFailed();
      return Outcome.failed(provider.name() + ": " + found.words());
    }
    DnsPlan plan =
        DnsPlan.of(
            records.written(),
            there.value(),
            own,
            provider.capabilities(),
            confirmed(there.value()));
    for (Step.Clash clash : plan.clashes()) {
      parts
          .journal()
          .warn(
              "a foreign record is in the way",
              "name",
              records.name().toString(),
              "record",
              clash.record().toString(),
              "why",
              clash.why());
    }
    DnsResult<List<Step>> applied = writer.apply(plan);
    if (applied instanceof DnsResult.Done<List<Step>> done) {
      done.value().forEach(step -> told(records.name(), step));
      return Outcome.good();
    }
    if (applied instanceof DnsResult.Partial<List<Step>> partial) {
      partial.done().forEach(step -> told(records.name(), step));
    }
    meters.dnsFailed();
    return Outcome.failed(provider.name() + ": " + applied.words());
  }

  private Set<DnsRecord> confirmed(List<FoundRecord> found) {
    return configuration.challenge() instanceof Dns01 dns
        ? DnsPlan.named(found, dns.replaceable())
        : Set.of();
  }

  private void told(DomainName name, Step step) {
    String event = step instanceof Step.Delete ? "record taken away" : "record written";
    parts.journal().info(event, "name", name.toString(), "record", step.record().toString());
  }

  /**
   * Waits until no resolver shows a lock that forbids this account to ask: the authority would
   * refuse, and count it. What cannot be looked up hinders nothing.
   */
  private Outcome permitted(DomainName name, String account) {
    CaaName asked = CaaName.parse(name.toString()).orElseThrow();
    CaaQuestion question =
        new CaaQuestion(
            asked, configuration.acme().caaIssuer(), account, NameRecords.method(configuration));
    Instant latest = parts.clock().instant().plus(LATEST);
    while (true) {
      List<String> forbidding =
          parts.resolvers().stream()
              .filter(resolver -> forbids(resolver, question))
              .map(PublicRecords::name)
              .toList();
      if (forbidding.isEmpty()) {
        return Outcome.good();
      }
      if (!parts.clock().instant().plus(LOOK).isBefore(latest)) {
        return Outcome.failed(
            "CAA records forbid this account to get certificates for "
                + name
                + ", as "
                + String.join(", ", forbidding)
                + " show; look at quotary ingress plan");
      }
      if (!parts.ticker().pause(LOOK)) {
        return Outcome.failed("interrupted");
      }
    }
  }

  private static boolean forbids(PublicRecords resolver, CaaQuestion question) {
    RelevantSet set = new CaaSearch(resolver.dns()).find(question.name());
    return set instanceof RelevantSet.Found && !question.isPermittedBy(set);
  }
}
