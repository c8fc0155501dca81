package io.github.quotary.ingress.dns;

import io.github.quotary.ingress.config.DomainName;
import io.github.quotary.ingress.dns.RecordData.A;
import io.github.quotary.ingress.dns.RecordData.Aaaa;
import io.github.quotary.ingress.dns.RecordData.Cname;
import io.github.quotary.ingress.dns.RecordData.Txt;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What should be in DNS: for each name and kind the values, in the order to write them. */
public final class WantedRecords {
  private final Map<Place, Set<RecordData>> values;

  private WantedRecords(Map<Place, Set<RecordData>> values) {
    this.values = values;
  }

  /** What a place is for; records of other kinds at the same name are nobody's business here. */
  public enum Kind {
    /** The name's way to the gateway: CNAME, or A and AAAA. */
    ALIAS(List.of(RecordType.CNAME, RecordType.A, RecordType.AAAA)),
    /** The app's address for the gateway. */
    ADDRESS(List.of(RecordType.TXT)),
    /** Who may issue. */
    LOCK(List.of(RecordType.CAA));

    private final List<RecordType> types;

    Kind(List<RecordType> types) {
      this.types = types;
    }

    /** Types of records that belong to it. */
    public List<RecordType> types() {
      return types;
    }
  }

  /** A name, and what its records are for. */
  public record Place(String name, Kind kind) {
    /** Brings the name into its one form. */
    public Place {
      name = DnsRecord.plainName(name);
    }
  }

  /**
   * A way to the gateway.
   *
   * @param target its name
   * @param addresses of it, where a CNAME cannot be written; else empty
   */
  public record Gateway(String target, List<String> addresses) {
    /** Copies the addresses. */
    public Gateway {
      addresses = List.copyOf(addresses);
    }

    private List<RecordData> records() {
      return addresses.isEmpty()
          ? List.of(new Cname(target))
          : addresses.stream()
              .<RecordData>map(text -> text.contains(":") ? new Aaaa(text) : new A(text))
              .toList();
    }
  }

  /** The places, in order. */
  public Set<Place> places() {
    return values.keySet();
  }

  /** The values of a place, in the order to write them. */
  public List<RecordData> at(Place place) {
    return List.copyOf(values.getOrDefault(place, Set.of()));
  }

  /** Nothing yet; {@link Builder#build} copies. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects what is wanted. Not thread-safe. */
  public static final class Builder {
    private final Map<Place, Set<RecordData>> values = new LinkedHashMap<>();

    private Builder() {}

    /**
     * The records of a name to serve. Those of two names may share a place, as those of a wildcard
     * and of the name below which it stands do.
     *
     * @param name to serve
     * @param gateway where it leads
     * @param txtPrefix of the address record
     * @param address for the gateway: an id, a colon, a port
     * @param pin for the lock; empty leaves CAA records alone
     * @param delegation the zone to write into, if the name's own records are aliases into it
     */
    public Builder serve(
        DomainName name,
        Gateway gateway,
        String txtPrefix,
        String address,
        Optional<CaaPin> pin,
        Optional<String> delegation) {
      String end = delegation.map(zone -> "." + zone).orElse("");
      String alias = delegation.isPresent() ? name.base() + end : name.toString();
      want(new Place(alias, Kind.ALIAS), gateway.records());
      want(new Place(name.addressName(txtPrefix) + end, Kind.ADDRESS), List.of(new Txt(address)));
      pin.ifPresent(lock -> want(new Place(name.base() + end, Kind.LOCK), lock.properties()));
      return this;
    }

    /** Nothing of this app's own is wanted at a place any more. */
    public Builder clear(Place place) {
      want(place, List.of());
      return this;
    }

    /** These values are wanted, beside those that already are. */
    public Builder want(Place place, List<RecordData> data) {
      values.computeIfAbsent(place, unused -> new LinkedHashSet<>()).addAll(data);
      return this;
    }

    /** What was collected. */
    public WantedRecords build() {
      Map<Place, Set<RecordData>> copy = new LinkedHashMap<>();
      values.forEach((place, data) -> copy.put(place, new LinkedHashSet<>(data)));
      return new WantedRecords(copy);
    }
  }
}
