package io.github.quotary.ingress.dns;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Asks a provider what is there, and takes a plan's steps. Not thread-safe. */
public final class DnsWriter {
  private final DnsProvider provider;
  private final Map<String, Zone> zones = new HashMap<>();

  /** A writer that remembers the zones of names. */
  public DnsWriter(DnsProvider provider) {
    this.provider = provider;
  }

  /** All records of the places that something is wanted at; nothing unless all could be read. */
  public DnsResult<List<FoundRecord>> look(WantedRecords wanted) {
    List<FoundRecord> found = new ArrayList<>();
    for (WantedRecords.Place place : wanted.places()) {
      for (RecordType type : place.kind().types()) {
        if (!provider.capabilities().types().contains(type)) {
          continue;
        }
        DnsResult<List<FoundRecord>> records =
            zoneOf(place.name()).then(zone -> provider.list(zone, place.name(), type));
        if (!(records instanceof DnsResult.Done<List<FoundRecord>> done)) {
          return records.failure();
        }
        found.addAll(done.value());
      }
    }
    return new DnsResult.Done<>(found);
  }

  /**
   * Takes the steps in order, and stops at the first that fails: those before it are a part. Takes
   * none at all if the provider cannot express one: a name without its lock is not half a success.
   *
   * @return the steps that changed something
   */
  public DnsResult<List<Step>> apply(DnsPlan plan) {
    if (plan.isBlocked()) {
      return new DnsResult.Refused<>(0, "a name leads elsewhere: " + plan.clashes());
    }
    for (Step step : plan.steps()) {
      if (step instanceof Step.Impossible impossible) {
        return new DnsResult.Refused<>(0, step.record() + ": " + impossible.why());
      }
    }
    List<Step> taken = new ArrayList<>();
    for (Step step : plan.steps()) {
      DnsResult<FoundRecord> result;
      if (step instanceof Step.Create create) {
        result = zoneOf(step.record().name()).then(zone -> provider.create(zone, create.record()));
      } else if (step instanceof Step.Delete delete) {
        result = zoneOf(step.record().name()).then(zone -> provider.delete(zone, delete.found()));
      } else {
        continue;
      }
      if (!(result instanceof DnsResult.Done<FoundRecord>)) {
        return taken.isEmpty() && !(result instanceof DnsResult.Partial<FoundRecord>)
            ? result.failure()
            : new DnsResult.Partial<>(taken, step.record() + ": " + result);
      }
      taken.add(step);
    }
    return new DnsResult.Done<>(taken);
  }

  private DnsResult<Zone> zoneOf(String name) {
    Zone known = zones.get(name);
    if (known != null) {
      return new DnsResult.Done<>(known);
    }
    DnsResult<Zone> zone = provider.zoneOf(name);
    if (zone instanceof DnsResult.Done<Zone> done) {
      zones.put(name, done.value());
    }
    return zone;
  }
}
