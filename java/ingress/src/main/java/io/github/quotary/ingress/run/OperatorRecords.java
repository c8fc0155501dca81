package io.github.quotary.ingress.run;

import io.github.quotary.ingress.config.Configuration;
import io.github.quotary.ingress.config.Configuration.Setup;
import io.github.quotary.ingress.config.Configuration.SetupMode;
import io.github.quotary.ingress.config.Configuration.TlsAlpn01;
import io.github.quotary.ingress.dns.DnsRecord;
import io.github.quotary.ingress.dns.RecordType;
import io.github.quotary.ingress.records.NameRecords;
import io.github.quotary.ingress.records.Showing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells an operator which records to make, and waits for them. A lock is told, but not waited for:
 * who does not want one makes none. Not thread-safe.
 */
final class OperatorRecords {
  private final Setup setup;
  private final String gateway;
  private final Duration settle;
  private final Parts parts;
  private final Optional<Webhook> webhook;
  private final Meters meters;

  OperatorRecords(
      Configuration configuration, Parts parts, Optional<Webhook> webhook, Meters meters) {
    this.setup = configuration.setup();
    this.gateway = configuration.gatewayDomain();
    this.settle =
        configuration.challenge() instanceof TlsAlpn01 alpn ? alpn.settle() : Duration.ZERO;
    this.parts = parts;
    this.webhook = webhook;
    this.meters = meters;
  }

  /** Tells which records to make, if some are missing. */
  void announce(NameRecords records) {
    if (records.byOperator().isEmpty() || missing(records).isEmpty()) {
      return;
    }
    records
        .byOperator()
        .forEach(
            record ->
                parts
                    .journal()
                    .warn(
                        "make this record",
                        "name",
                        records.name().toString(),
                        "record",
                        record.toString()));
    if (setup.mode() == SetupMode.WEBHOOK) {
      webhook.ifPresent(hook -> tell(hook, records));
    }
  }

  /**
   * Returns when they are there, or when the time is over.
   *
   * @param mayWait whether to look more than once
   */
  Outcome await(NameRecords records, boolean mayWait) {
    List<String> missing = missing(records);
    if (missing.isEmpty() || setup.mode() == SetupMode.PRINT) {
      return Outcome.good();
    }
    Instant latest = parts.clock().instant().plus(setup.timeout());
    while (!missing.isEmpty()) {
      if (!mayWait || !parts.clock().instant().plus(setup.interval()).isBefore(latest)) {
        meters.dnsFailed();
        return Outcome.failed("records are not there: " + String.join("; ", missing));
      }
      if (!parts.ticker().pause(setup.interval())) {
        return Outcome.failed("interrupted");
      }
      missing = missing(records);
    }
    parts.journal().info("the records are there", "name", records.name().toString());
    return parts.ticker().pause(settle) ? Outcome.good() : Outcome.failed("interrupted");
  }

  private void tell(Webhook hook, NameRecords records) {
    hook.post(records)
        .ifPresent(
            why ->
                parts
                    .journal()
                    .error(
                        "the webhook was not told", "name", records.name().toString(), "why", why));
  }

  private List<String> missing(NameRecords records) {
    List<String> missing = new ArrayList<>();
    for (DnsRecord record : records.byOperator()) {
      if (record.type() == RecordType.CAA) {
        continue;
      }
      Showing showing = Showing.of(record, parts.resolvers(), Optional.of(gateway));
      if (!showing.without().isEmpty()) {
        missing.add(record + " (not shown by " + String.join(", ", showing.without()) + ")");
      } else if (!showing.failed().isEmpty()) {
        missing.add(record + " (" + String.join("; ", showing.failed()) + ")");
      }
    }
    return missing;
  }
}
