package io.github.quotary.ingress.run;

import io.github.quotary.ingress.acme.ChallengeResponder;
import io.github.quotary.ingress.acme.DnsChallenge;
import io.github.quotary.ingress.dns.DnsProvider;
import io.github.quotary.ingress.dns.DnsRecord;
import io.github.quotary.ingress.dns.DnsResult;
import io.github.quotary.ingress.dns.FoundRecord;
import io.github.quotary.ingress.dns.PublicRecords;
import io.github.quotary.ingress.dns.RecordData.Txt;
import io.github.quotary.ingress.dns.RecordType;
import io.github.quotary.ingress.dns.Zone;
import io.github.quotary.ingress.records.Showing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Answers dns-01 in the zone that a provider serves. */
final class ZoneChallenges implements ChallengeResponder.Dns01 {
  private static final Duration LOOK = Duration.ofSeconds(5);

  private final DnsProvider provider;
  private final List<PublicRecords> resolvers;
  private final String end;
  private final Duration propagation;
  private final Ticker ticker;
  private final Meters meters;

  /**
   * Answers.
   *
   * @param end of the zone that the names' own records are aliases into, with a dot before it; else
   *     empty
   * @param propagation the longest time to wait until resolvers show an answer
   */
  ZoneChallenges(
      DnsProvider provider,
      List<PublicRecords> resolvers,
      String end,
      Duration propagation,
      Ticker ticker,
      Meters meters) {
    this.provider = provider;
    this.resolvers = resolvers;
    this.end = end;
    this.propagation = propagation;
    this.ticker = ticker;
    this.meters = meters;
  }

  @Override
  public Optional<String> present(DnsChallenge challenge) {
    DnsRecord record = record(challenge);
    return why(provider.zoneOf(record.name()).then(zone -> provider.create(zone, record)));
  }

  private DnsRecord record(DnsChallenge challenge) {
    return DnsRecord.of(challenge.name() + end, new Txt(challenge.value()));
  }

  /**
   * Waits until all resolvers show the answers, but no longer than the provider takes: they may
   * remember that there was none, and the authority asks on its own.
   */
  @Override
  public Optional<String> ready(List<DnsChallenge> challenges) {
    Instant latest = ticker.now().plus(propagation);
    while (!challenges.stream()
        .allMatch(challenge -> Showing.of(record(challenge), resolvers).isShown())) {
      if (!ticker.now().plus(LOOK).isBefore(latest)) {
        return Optional.empty();
      }
      if (!ticker.pause(LOOK)) {
        return Optional.of("interrupted while the answers were waited for");
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<String> cleanup(DnsChallenge challenge) {
    DnsRecord record = record(challenge);
    DnsResult<Zone> zone = provider.zoneOf(record.name());
    DnsResult<List<FoundRecord>> found =
        zone.then(in -> provider.list(in, record.name(), RecordType.TXT));
    if (!(zone instanceof DnsResult.Done<Zone> in)
        || !(found instanceof DnsResult.Done<List<FoundRecord>> all)) {
      return why(found);
    }
    for (FoundRecord one : all.value()) {
      if (one.record().saysTheSameAs(record)) {
        Optional<String> failed = why(provider.delete(in.value(), one));
        if (failed.isPresent()) {
          return failed;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> why(DnsResult<?> result) {
    if (result instanceof DnsResult.Done<?>) {
      return Optional.empty();
    }
    meters.dnsFailed();
    return Optional.of(provider.name() + ": " + result.words());
  }
}
