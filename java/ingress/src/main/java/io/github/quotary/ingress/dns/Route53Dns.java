package io.github.quotary.ingress.dns;

import io.github.quotary.ingress.config.DnsAccess;
import io.github.quotary.status.SafeText;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.HostedZone;
import software.amazon.awssdk.services.route53.model.ListHostedZonesResponse;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * Route 53. All values of a name and type are one set there, which is exchanged as a whole: the old
 * set, exactly as it was read, for the new one, so that a change of somebody else in between makes
 * the exchange fail and is not lost. A change is done when the service has taken it; its servers
 * show it within about a minute. Private zones do not count.
 */
public final class Route53Dns implements DnsProvider {
  private static final Capabilities CAPABILITIES =
      new Capabilities(Set.of(RecordType.values()), false);
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int MAX_WORDS = 300;
  private static final int MAX_PAGES = 500;

  private final Route53Client client;
  private final DnsAccess.Route53 access;
  private final Retries retries;

  private Route53Dns(Route53Client client, DnsAccess.Route53 access, Retries retries) {
    this.client = client;
    this.access = access;
    this.retries = retries;
  }

  /** A client of the public service. */
  public static Route53Dns of(DnsAccess.Route53 access, Retries retries) {
    return new Route53Dns(AwsClients.route53(access, Optional.empty()), access, retries);
  }

  /** A client of services at another address. */
  static Route53Dns at(URI endpoint, DnsAccess.Route53 access, Retries retries) {
    return new Route53Dns(AwsClients.route53(access, Optional.of(endpoint)), access, retries);
  }

  /** The same with this time for each request. */
  static Route53Dns at(URI endpoint, DnsAccess.Route53 access, Retries retries, Duration time) {
    return new Route53Dns(AwsClients.route53(access, Optional.of(endpoint), time), access, retries);
  }

  @Override
  public String name() {
    return "Route 53";
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public DnsResult<Zone> zoneOf(String name) {
    DnsResult<List<Zone>> zones = retries.run(number -> attempt(this::zones));
    DnsResult<Zone> zone = Pages.zoneOf(name, zones);
    return zone.then(
        one ->
            zones.then(
                all ->
                    all.stream().filter(other -> other.name().equals(one.name())).count() > 1
                        ? new DnsResult.Refused<>(
                            0, "there are several public zones with the name " + one.name())
                        : zone));
  }

  private Attempt<List<Zone>> zones() {
    List<Zone> zones = new ArrayList<>();
    String marker = null;
    for (int page = 0; page < MAX_PAGES; page++) {
      String from = marker;
      ListHostedZonesResponse answer = client.listHostedZones(request -> request.marker(from));
      answer.hostedZones().stream()
          .filter(zone -> !isPrivate(zone))
          .map(zone -> new Zone(zone.id().substring(zone.id().lastIndexOf('/') + 1), zone.name()))
          .forEach(zones::add);
      marker = answer.nextMarker();
      if (!Boolean.TRUE.equals(answer.isTruncated()) || marker == null) {
        return Attempt.done(zones);
      }
    }
    return Attempt.unusable("there are more than " + MAX_PAGES + " pages of zones");
  }

  private static boolean isPrivate(HostedZone zone) {
    return zone.config() != null && Boolean.TRUE.equals(zone.config().privateZone());
  }

  @Override
  public DnsResult<List<FoundRecord>> list(Zone zone, String name, RecordType type) {
    return retries.run(
        number ->
            attempt(
                () ->
                    Attempt.done(
                        sets(zone, name, type).stream()
                            .flatMap(set -> Route53Records.found(set, type).stream())
                            .toList())));
  }

  /** Several only where they are weighted or the like; they follow one another. */
  private List<ResourceRecordSet> sets(Zone zone, String name, RecordType type) {
    ListResourceRecordSetsResponse answer =
        client.listResourceRecordSets(
            request ->
                request
                    .hostedZoneId(zone.id())
                    .startRecordName(DnsRecord.plainName(name) + ".")
                    .startRecordType(type.name()));
    return answer.resourceRecordSets().stream()
        .filter(set -> Route53Records.name(set.name()).equals(DnsRecord.plainName(name)))
        .filter(set -> type.name().equals(set.typeAsString()))
        .toList();
  }

  @Override
  public DnsResult<FoundRecord> create(Zone zone, DnsRecord record) {
    return retries.run(
        number ->
            attempt(
                () -> {
                  List<ResourceRecordSet> sets = sets(zone, record.name(), record.type());
                  if (sets.stream()
                      .flatMap(set -> Route53Records.found(set, record.type()).stream())
                      .anyMatch(one -> one.record().saysTheSameAs(record))) {
                    return Attempt.done(new FoundRecord("", record));
                  }
                  ResourceRecordSet none =
                      ResourceRecordSet.builder()
                          .name(record.name() + ".")
                          .type(record.type().name())
                          .ttl((long) record.ttl())
                          .build();
                  Optional<ResourceRecordSet> old = sets.stream().findFirst();
                  return exchange(
                      zone,
                      sets,
                      Optional.of(Route53Records.with(old.orElse(none), record.data())),
                      record);
                }));
  }

  @Override
  public DnsResult<FoundRecord> delete(Zone zone, FoundRecord record) {
    if (record.id().equals(Route53Records.ALIAS)) {
      return new DnsResult.Refused<>(
          0, record.record().name() + " is an alias of Route 53, which must be changed by hand");
    }
    return retries.run(
        number ->
            attempt(
                () -> {
                  RecordData data = record.record().data();
                  List<ResourceRecordSet> sets = sets(zone, record.record().name(), data.type());
                  boolean isThere =
                      sets.stream()
                          .flatMap(set -> Route53Records.found(set, data.type()).stream())
                          .anyMatch(one -> one.record().data().equals(data));
                  return isThere
                      ? exchange(
                          zone, sets, Route53Records.without(sets.get(0), data), record.record())
                      : Attempt.done(record);
                }));
  }

  private Attempt<FoundRecord> exchange(
      Zone zone, List<ResourceRecordSet> old, Optional<ResourceRecordSet> next, DnsRecord record) {
    if (old.size() > 1 || !old.stream().allMatch(Route53Records::isPlain)) {
      return Attempt.refused(
          0,
          record.name()
              + " has an alias or several record sets of type "
              + record.type()
              + ", which must be changed by hand");
    }
    List<Change> changes = new ArrayList<>();
    old.forEach(set -> changes.add(change(ChangeAction.DELETE, set)));
    next.ifPresent(set -> changes.add(change(ChangeAction.CREATE, set)));
    client.changeResourceRecordSets(
        request -> request.hostedZoneId(zone.id()).changeBatch(batch -> batch.changes(changes)));
    return Attempt.done(new FoundRecord("", record));
  }

  private static Change change(ChangeAction action, ResourceRecordSet set) {
    return Change.builder().action(action).resourceRecordSet(set).build();
  }

  private <T> Attempt<T> attempt(Supplier<Attempt<T>> request) {
    try {
      return request.get();
    } catch (AwsServiceException e) {
      boolean again =
          e.isThrottlingException()
              || e.statusCode() == TOO_MANY_REQUESTS
              || e.statusCode() >= 500
              || isBusy(e);
      String words = words(e);
      return again
          ? Attempt.again("status " + e.statusCode() + ": " + words)
          : Attempt.refused(e.statusCode(), words);
    } catch (AbortedException e) {
      Thread.currentThread().interrupt();
      return Attempt.again("the request was interrupted");
    } catch (SdkException e) {
      return Attempt.again(safe(String.valueOf(e.getMessage())));
    }
  }

  private static boolean isBusy(AwsServiceException failure) {
    return failure.awsErrorDetails() != null
        && "PriorRequestNotComplete".equals(failure.awsErrorDetails().errorCode());
  }

  private String words(AwsServiceException failure) {
    return failure.awsErrorDetails() == null
        ? safe(String.valueOf(failure.getMessage()))
        : safe(
            failure.awsErrorDetails().errorCode() + " " + failure.awsErrorDetails().errorMessage());
  }

  private String safe(String text) {
    return SafeText.of(
        text.replace(access.secretAccessKey().reveal(), "(secret)")
            .replace(access.accessKeyId().reveal(), "(secret)")
            .replaceAll("\\s+", " ")
            .strip(),
        MAX_WORDS);
  }
}
