package io.github.quotary.ingress.dns;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * All host records of a zone, with everything that a rewrite must give back.
 *
 * @param emailType how mail is handled; a rewrite without it would change that
 */
record NamecheapHosts(String emailType, List<Host> hosts) {
  NamecheapHosts {
    hosts = List.copyOf(hosts);
  }

  /**
   * A host record, of any type.
   *
   * @param name below the zone, {@code @} for the zone itself
   * @param extra attributes that setHosts takes under the same name, as they were given
   */
  record Host(String name, String type, String address, String ttl, Map<String, String> extra) {
    private static final String APEX = "@";

    Host {
      extra = Map.copyOf(extra);
    }

    static Host of(Element element) {
      Map<String, String> extra = new LinkedHashMap<>();
      for (String attribute : List.of("MXPref", "Flag", "Tag")) {
        if (!element.getAttribute(attribute).isEmpty()) {
          extra.put(attribute, element.getAttribute(attribute));
        }
      }
      return new Host(
          element.getAttribute("Name"),
          element.getAttribute("Type"),
          element.getAttribute("Address"),
          element.getAttribute("TTL"),
          extra);
    }

    static Host of(Zone zone, DnsRecord record) {
      String below = zone.below(record.name());
      RecordData data = record.data();
      return new Host(
          below.isEmpty() ? APEX : below,
          record.type().name(),
          data instanceof RecordData.Txt txt ? txt.text() : data.toString(),
          Integer.toString(record.ttl()),
          Map.of());
    }

    /** The record, unless it is of a type that an ingress has nothing to do with. */
    Optional<DnsRecord> record(Zone zone) {
      String full =
          name.equals(APEX) ? zone.name() : name.toLowerCase(Locale.ROOT) + "." + zone.name();
      Optional<RecordData> data =
          switch (type) {
            case "A" -> Optional.of(new RecordData.A(address));
            case "AAAA" -> Optional.of(new RecordData.Aaaa(address));
            case "CNAME" -> Optional.of(new RecordData.Cname(address));
            case "TXT" -> Optional.of(new RecordData.Txt(TxtText.plain(address)));
            default -> Optional.empty();
          };
      int seconds = ttl.matches("[0-9]{1,9}") ? Integer.parseInt(ttl) : 0;
      return data.map(found -> new DnsRecord(full, found, seconds));
    }

    /** Whether it is the same record; the provider may have changed the time to live. */
    private boolean isSame(Host other) {
      return name.equalsIgnoreCase(other.name)
          && type.equals(other.type)
          && plain(address).equals(plain(other.address))
          && extra.getOrDefault("Tag", "").equals(other.extra.getOrDefault("Tag", ""));
    }

    private static String plain(String address) {
      return address.endsWith(".") ? address.substring(0, address.length() - 1) : address;
    }
  }

  NamecheapHosts with(Host host) {
    List<Host> more = new ArrayList<>(hosts);
    more.add(host);
    return new NamecheapHosts(emailType, more);
  }

  /** Without the records that say the same as this one. */
  NamecheapHosts without(Zone zone, DnsRecord record) {
    return new NamecheapHosts(
        emailType,
        hosts.stream()
            .filter(host -> host.record(zone).filter(record::saysTheSameAs).isEmpty())
            .toList());
  }

  /** The records of this zone that another state of it lacks. */
  List<Host> missingFrom(NamecheapHosts other) {
    List<Host> rest = new ArrayList<>(other.hosts);
    List<Host> missing = new ArrayList<>();
    for (Host host : hosts) {
      Optional<Host> same = rest.stream().filter(host::isSame).findFirst();
      same.ifPresentOrElse(rest::remove, () -> missing.add(host));
    }
    return missing;
  }

  /** The parameters that write this state. */
  Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (!emailType.isEmpty()) {
      parameters.put("EmailType", emailType);
    }
    for (int i = 0; i < hosts.size(); i++) {
      Host host = hosts.get(i);
      String number = Integer.toString(i + 1);
      parameters.put("HostName" + number, host.name());
      parameters.put("RecordType" + number, host.type());
      parameters.put("Address" + number, host.address());
      if (!host.ttl().isEmpty()) {
        parameters.put("TTL" + number, host.ttl());
      }
      host.extra().forEach((name, value) -> parameters.put(name + number, value));
    }
    return parameters;
  }
}
