package io.github.quotary.ingress.run;

import io.github.quotary.ingress.acme.AccountResult;
import io.github.quotary.ingress.acme.AcmeAccount;
import io.github.quotary.ingress.acme.AcmeAccounts;
import io.github.quotary.ingress.acme.ChallengeResponder;
import io.github.quotary.ingress.config.Configuration;
import io.github.quotary.ingress.config.Configuration.Delegation;
import io.github.quotary.ingress.config.Configuration.Dns01;
import io.github.quotary.ingress.config.Configuration.TlsAlpn01;
import io.github.quotary.ingress.config.DomainName;
import io.github.quotary.ingress.dns.Ownership;
import io.github.quotary.ingress.dns.PublicRecords;
import io.github.quotary.ingress.dns.PublicRecords.Look;
import io.github.quotary.ingress.dns.RecordType;
import io.github.quotary.ingress.records.NameRecords;
import io.github.quotary.ingress.records.OwnershipFile;
import io.github.quotary.ingress.state.FileWords;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One pass over all names: the account, then name by name the records with the lock, and the
 * certificate if it is due. A name that fails does not hinder the others. Not thread-safe.
 */
final class Pass {
  private final Configuration configuration;
  private final Parts parts;
  private final Meters meters;
  private final Certificates certificates;
  private final Serving serving;
  private final NameSetup setup;
  private final Runnable issued;
  private final List<String> failures = new ArrayList<>();
  private final Set<DomainName> failed = new HashSet<>();
  private Optional<Duration> retryAfter = Optional.empty();
  private Optional<Instant> nextDue = Optional.empty();

  /**
   * A pass.
   *
   * @param issued is done after each new certificate, so that one name does not wait for another
   */
  Pass(
      Configuration configuration,
      Parts parts,
      Meters meters,
      Certificates certificates,
      Serving serving,
      NameSetup setup,
      Runnable issued) {
    this.configuration = configuration;
    this.parts = parts;
    this.meters = meters;
    this.certificates = certificates;
    this.serving = serving;
    this.setup = setup;
    this.issued = issued;
  }

  /** Does it. */
  PassReport run() {
    AccountResult opened =
        AcmeAccounts.open(parts.authority(), parts.state(), configuration.acme().email());
    if (opened instanceof AccountResult.Opened account) {
      told(account);
      run(account.account());
    } else {
      AccountResult.Failed fault = (AccountResult.Failed) opened;
      fail(
          configuration.names(),
          new Outcome(Optional.of(fault.fault().words()), fault.fault().retryAfter()));
    }
    configuration.names().forEach(name -> meters.name(name, !failed.contains(name)));
    return new PassReport(failures, retryAfter, nextDue);
  }

  private void told(AccountResult.Opened opened) {
    if (opened.origin() != AccountResult.Origin.KNOWN || opened.before().isPresent()) {
      parts
          .journal()
          .info(
              "account opened",
              "uri",
              opened.account().uri().toString(),
              "origin",
              opened.origin().toString(),
              "before",
              opened.before().map(Object::toString).orElse("none"));
    }
  }

  private void run(AcmeAccount account) {
    Optional<String> id =
        configuration.challenge() instanceof Dns01
            ? configuration.appId().or(parts.appId())
            : parts.instanceId().get();
    if (id.isEmpty()) {
      fail(
          configuration.names(),
          Outcome.failed(
              "the guest agent tells no id for the address records; set APP_ID, or mount the"
                  + " agent's socket"));
      return;
    }
    List<String> addresses = gatewayAddresses();
    Ownership own;
    try {
      own = OwnershipFile.add(parts.state(), now(id.get(), account, addresses));
    } catch (IOException e) {
      fail(configuration.names(), Outcome.failed("the state folder failed: " + FileWords.of(e)));
      return;
    }
    Map<DomainName, NameRecords> records = new LinkedHashMap<>();
    for (DomainName name : configuration.names()) {
      String address = id.get() + ":" + configuration.port();
      records.put(
          name, NameRecords.of(configuration, name, address, account.uri().toString(), addresses));
    }
    records.values().forEach(setup::announce);
    for (Lineage lineage : certificates.byUrgency()) {
      boolean mayWait = certificates.at(lineage).isEmpty();
      for (DomainName name : lineage.names()) {
        NameRecords wanted = Objects.requireNonNull(records.get(name));
        fail(List.of(name), setup.run(wanted, own, account.uri().toString(), mayWait));
      }
      order(lineage, account);
    }
  }

  private Ownership now(String id, AcmeAccount account, List<String> addresses) {
    return new Ownership(
        Set.of(configuration.gatewayDomain()),
        Set.copyOf(addresses),
        Set.of(id),
        Set.of(configuration.acme().caaIssuer()),
        Set.of(account.uri().toString()));
  }

  /** Needed only where a provider takes no lock beside an alias. */
  private List<String> gatewayAddresses() {
    boolean needed =
        parts.provider().filter(one -> !one.capabilities().aliasBesideOthers()).isPresent()
            && configuration.challenge() instanceof Dns01 dns
            && dns.setsCaa();
    Set<String> found = new TreeSet<>();
    if (needed) {
      for (RecordType type : List.of(RecordType.A, RecordType.AAAA)) {
        for (PublicRecords resolver : parts.resolvers()) {
          if (resolver.look(configuration.gatewayDomain(), type) instanceof Look.Seen seen) {
            seen.data().forEach(data -> found.add(data.toString()));
          }
        }
      }
    }
    return List.copyOf(found);
  }

  private void order(Lineage lineage, AcmeAccount account) {
    Instant due = certificates.due(lineage, account);
    Optional<ChallengeResponder> responder = responder();
    boolean isUnderWay =
        responder.isPresent() && certificates.isUnderWay(lineage, account, responder.get());
    if (due.isAfter(parts.clock().instant()) && !isUnderWay) {
      nextDue = Optional.of(nextDue.filter(due::isAfter).orElse(due));
      return;
    }
    if (lineage.names().stream().anyMatch(failed::contains)) {
      // Told already. Without its records and its lock a name gets no certificate.
      return;
    }
    Outcome ordered =
        responder.isPresent()
            ? certificates.order(lineage, account, responder.get())
            : Outcome.failed("there is no listener that could answer challenges");
    fail(lineage.names(), ordered);
    if (ordered.isGood()) {
      issued.run();
    }
  }

  private Optional<ChallengeResponder> responder() {
    if (configuration.challenge() instanceof TlsAlpn01) {
      return serving.server().map(ListenerChallenges::new);
    }
    Dns01 dns = (Dns01) configuration.challenge();
    return parts
        .provider()
        .map(
            provider ->
                new ZoneChallenges(
                    provider,
                    parts.resolvers(),
                    dns.delegation().map(zone -> "." + zone.zone()).orElse(""),
                    dns.delegation()
                        .map(Delegation::propagation)
                        .orElse(dns.access().propagation()),
                    parts.ticker(),
                    meters));
  }

  private void fail(List<DomainName> names, Outcome outcome) {
    if (outcome.isGood()) {
      return;
    }
    String why = outcome.why().orElse("");
    failures.add(why);
    failed.addAll(names);
    outcome
        .retryAfter()
        .filter(time -> retryAfter.filter(longest -> longest.compareTo(time) >= 0).isEmpty())
        .ifPresent(time -> retryAfter = Optional.of(time));
    parts.journal().error("not as it should be", "names", names.toString(), "why", why);
  }
}
