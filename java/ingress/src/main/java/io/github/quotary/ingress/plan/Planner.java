package io.github.quotary.ingress.plan;

import io.github.quotary.domain.caa.CaaName;
import io.github.quotary.domain.caa.CaaSearch;
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
import io.github.quotary.ingress.dns.PublicRecords.Look;
import io.github.quotary.ingress.dns.RecordData;
import io.github.quotary.ingress.dns.RecordData.Caa;
import io.github.quotary.ingress.dns.RecordType;
import io.github.quotary.ingress.dns.Step;
import io.github.quotary.ingress.plan.RecordLine.Fate;
import io.github.quotary.ingress.records.NameRecords;
import io.github.quotary.ingress.records.Showing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Makes a plan. It asks, and writes nothing. Not thread-safe. */
public final class Planner {
  /** Stands for the URI of an account that is not registered yet. */
  public static final String FUTURE_ACCOUNT = "account:to-be-registered";

  private final Configuration configuration;
  private final PlanInputs inputs;
  private final Set<String> unknown = new LinkedHashSet<>();

  private Planner(Configuration configuration, PlanInputs inputs) {
    this.configuration = configuration;
    this.inputs = inputs;
  }

  /** The plan of a configuration. */
  public static IngressPlan plan(Configuration configuration, PlanInputs inputs) {
    return new Planner(configuration, inputs).plan();
  }

  private IngressPlan plan() {
    note("the app's id", inputs.id());
    note("the account", inputs.account());
    note("what this app wrote to DNS earlier", inputs.own());
    inputs.offline().ifPresent(why -> unknown.add("what is in DNS: " + why));
    List<String> addresses = gatewayAddresses();
    List<NamePlan> names = new ArrayList<>();
    for (DomainName name : configuration.names()) {
      names.add(plan(name, addresses));
    }
    return new IngressPlan(
        inputs.authority(), inputs.account(), inputs.id(), names, files(), List.copyOf(unknown));
  }

  private void note(String what, Fact<?> fact) {
    if (fact instanceof Fact.Unknown<?> missing) {
      unknown.add(what + ": " + missing.why());
    }
  }

  private String account() {
    return inputs.account().known().flatMap(uri -> uri).orElse(FUTURE_ACCOUNT);
  }

  private String id() {
    boolean isApp = configuration.challenge() instanceof Dns01;
    return inputs.id().known().orElse(isApp ? "<app-id>" : "<instance-id>");
  }

  /** Needed only where a provider takes no lock beside an alias. */
  private List<String> gatewayAddresses() {
    boolean needed =
        inputs.provider().filter(one -> !one.capabilities().aliasBesideOthers()).isPresent()
            && configuration.challenge() instanceof Dns01 dns
            && dns.setsCaa();
    if (!needed) {
      return List.of();
    }
    String gateway = configuration.gatewayDomain();
    Set<String> found = new TreeSet<>();
    String why = inputs.offline().orElse("it has none");
    if (inputs.offline().isEmpty()) {
      for (RecordType type : List.of(RecordType.A, RecordType.AAAA)) {
        for (PublicRecords resolver : inputs.resolvers()) {
          Look look = resolver.look(gateway, type);
          if (look instanceof Look.Seen seen) {
            seen.data().forEach(data -> found.add(data.toString()));
          } else {
            why = resolver.name() + ": " + ((Look.Unknown) look).why();
          }
        }
      }
    }
    if (found.isEmpty()) {
      unknown.add("the addresses of " + gateway + ": " + why);
      return List.of("<address of " + gateway + ">");
    }
    return List.copyOf(found);
  }

  private NamePlan plan(DomainName name, List<String> addresses) {
    NameRecords records =
        NameRecords.of(
            configuration, name, id() + ":" + configuration.port(), account(), addresses);
    Fact<Optional<Instant>> certificate =
        inputs.certificates().getOrDefault(name, new Fact.Unknown<>("it was not looked for"));
    note("the certificate of " + name, certificate);
    List<RecordLine> lines = new ArrayList<>();
    inputs.provider().ifPresent(provider -> lines.addAll(written(records, provider, addresses)));
    if (inputs.provider().isEmpty()) {
      wanted(records).forEach(one -> lines.add(new RecordLine(one, Fate.UNKNOWN, "")));
    }
    records.byOperator().forEach(record -> lines.addAll(byOperator(record)));
    return new NamePlan(name, lines, lock(name, lines), certificate);
  }

  private static List<DnsRecord> wanted(NameRecords records) {
    return records.written().places().stream()
        .flatMap(
            place ->
                records.written().at(place).stream().map(data -> DnsRecord.of(place.name(), data)))
        .toList();
  }

  private List<RecordLine> written(
      NameRecords records, DnsProvider provider, List<String> addresses) {
    Fact<List<FoundRecord>> found = found(records, provider);
    if (found instanceof Fact.Unknown<List<FoundRecord>> missing) {
      if (inputs.offline().isEmpty()) {
        unknown.add("the records of " + records.name() + ": " + missing.why());
      }
      // What a provider cannot express is known without asking it.
      return steps(records, provider, List.of(), addresses).stream()
          .map(line -> line.fate() == Fate.IMPOSSIBLE ? line : asUnknown(line))
          .toList();
    }
    return steps(records, provider, found.known().orElseThrow(), addresses);
  }

  private static RecordLine asUnknown(RecordLine line) {
    return new RecordLine(line.record(), Fate.UNKNOWN, "");
  }

  private Fact<List<FoundRecord>> found(NameRecords records, DnsProvider provider) {
    if (inputs.offline().isPresent()) {
      return new Fact.Unknown<>(inputs.offline().get());
    }
    DnsResult<List<FoundRecord>> result = new DnsWriter(provider).look(records.written());
    return result instanceof DnsResult.Done<List<FoundRecord>> done
        ? new Fact.Known<>(done.value())
        : new Fact.Unknown<>(provider.name() + ": " + result.words());
  }

  private List<RecordLine> steps(
      NameRecords records, DnsProvider provider, List<FoundRecord> found, List<String> addresses) {
    Ownership now =
        new Ownership(
            Set.of(configuration.gatewayDomain()),
            Set.copyOf(addresses),
            Set.of(id()),
            Set.of(configuration.acme().caaIssuer()),
            Set.of(account()));
    Ownership own = inputs.own().known().orElse(Ownership.none()).with(now);
    return DnsPlan.of(records.written(), found, own, provider.capabilities(), confirmed(found))
        .steps()
        .stream()
        .map(Planner::line)
        .toList();
  }

  private Set<DnsRecord> confirmed(List<FoundRecord> found) {
    return configuration.challenge() instanceof Dns01 dns
        ? DnsPlan.named(found, dns.replaceable())
        : Set.of();
  }

  private static RecordLine line(Step step) {
    if (step instanceof Step.Keep) {
      return new RecordLine(step.record(), Fate.EXISTS, "");
    }
    if (step instanceof Step.Create) {
      return new RecordLine(step.record(), Fate.WILL_BE_WRITTEN, "");
    }
    if (step instanceof Step.Delete delete) {
      return new RecordLine(
          step.record(),
          Fate.WILL_BE_DELETED,
          delete.isOwn()
              ? "this app's own, of an earlier configuration"
              : "a foreign one, which REPLACE_RECORDS lets go");
    }
    return step instanceof Step.Clash clash
        ? new RecordLine(step.record(), Fate.CLASH, clash.why())
        : new RecordLine(step.record(), Fate.IMPOSSIBLE, ((Step.Impossible) step).why());
  }

  /** The record itself, and what stands in its way. */
  private List<RecordLine> byOperator(DnsRecord record) {
    if (inputs.offline().isPresent()) {
      return List.of(new RecordLine(record, Fate.UNKNOWN, "you make it"));
    }
    List<RecordLine> lines = new ArrayList<>();
    Showing showing =
        Showing.of(record, inputs.resolvers(), Optional.of(configuration.gatewayDomain()));
    if (!showing.without().isEmpty()) {
      String who = String.join(", ", showing.without());
      lines.add(new RecordLine(record, Fate.TO_BE_MADE_BY_YOU, "not shown by " + who));
    } else if (!showing.isShown()) {
      unknown.add(record.name() + " " + record.type() + ": " + String.join("; ", showing.failed()));
      lines.add(new RecordLine(record, Fate.UNKNOWN, "you make it"));
    } else {
      lines.add(new RecordLine(record, Fate.EXISTS, "you made it"));
    }
    for (RecordData data : showing.foreign()) {
      DnsRecord other = DnsRecord.of(record.name(), data);
      lines.add(new RecordLine(other, Fate.CLASH, "take it away, or nothing will be as planned"));
    }
    return lines;
  }

  /** What the records of the plan make; what is there now, where it has none for a lock. */
  private Lock lock(DomainName name, List<RecordLine> lines) {
    List<RecordLine> locks =
        lines.stream().filter(line -> line.record().data() instanceof Caa).toList();
    boolean writesNone =
        locks.stream()
            .allMatch(line -> line.fate() == Fate.CLASH || line.fate() == Fate.IMPOSSIBLE);
    String issuer = configuration.acme().caaIssuer();
    if (writesNone) {
      return current(name, issuer);
    }
    List<Caa> future =
        locks.stream()
            .filter(line -> line.fate() != Fate.WILL_BE_DELETED)
            .map(line -> (Caa) line.record().data())
            .toList();
    Lock lock = Lock.of(future, issuer, account());
    return locks.stream().anyMatch(line -> line.fate() == Fate.UNKNOWN) ? lock.conditional() : lock;
  }

  private Lock current(DomainName name, String issuer) {
    if (inputs.offline().isPresent()) {
      return Lock.unknown(inputs.offline().get());
    }
    CaaName base = CaaName.parse(name.base()).orElseThrow();
    return inputs.resolvers().stream()
        .map(resolver -> Lock.of(new CaaSearch(resolver.dns()).find(base), issuer, account()))
        .reduce(Lock::weaker)
        .orElseGet(() -> Lock.unknown("there are no resolvers"));
  }

  private List<String> files() {
    List<String> files = new ArrayList<>();
    String state = configuration.operation().stateDirectory();
    files.add(state + "/ (keys, account and certificates; for the owner alone)");
    String folder = configuration.evidence().directory() + "/";
    files.add(folder + "acme-account.json");
    configuration.names().forEach(name -> files.add(folder + "cert-" + name + ".pem"));
    files.add(folder + "sha256sum.txt");
    files.add(folder + "quote.json");
    return files;
  }
}
