package io.github.quotary.simulator.domain.server;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * What the DNS has: records, and how its server fails. What is not here does not exist. Immutable.
 *
 * @param entries the records, in the order of answers
 * @param faults by owner name, absolute, in lower case
 * @param signed whether a resolver finds every answer signed
 */
@RecordBuilder
public record DnsZone(List<Entry> entries, Map<String, DnsFault> faults, boolean signed)
    implements DnsZoneBuilder.With {

  /**
   * A record as zone files have it.
   *
   * @param owner absolute, with the final dot, in lower case
   * @param type for example {@code CAA}
   * @param data its data; {@code \# 3 000569} for bytes (RFC 3597)
   */
  public record Entry(String owner, String type, String data) {
    private static final String BYTES = "\\# ";

    /** Checks the data, so that a zone can be served. */
    public Entry {
      wire(owner, type, data);
    }

    /** The data on the wire. */
    byte[] wire() {
      return wire(owner, type, data);
    }

    private static byte[] wire(String owner, String type, String data) {
      if (data.startsWith(BYTES)) {
        String hex = data.substring(data.indexOf(' ', BYTES.length()) + 1);
        return HexFormat.of().parseHex(hex.replace(" ", ""));
      }
      try {
        return Record.fromString(name(owner), Type.value(type), DClass.IN, 300, data, Name.root)
            .rdataToWireCanonical();
      } catch (IOException e) {
        throw new IllegalArgumentException("no data of a record: " + data, e);
      }
    }

    int typeCode() {
      return Type.value(type);
    }

    Name ownerName() {
      return name(owner);
    }

    Name target() {
      return name(data);
    }

    private static Name name(String text) {
      try {
        return Name.fromString(text, Name.root);
      } catch (TextParseException e) {
        throw new IllegalArgumentException("no name: " + text, e);
      }
    }
  }

  /** Copies and sorts. */
  public DnsZone {
    entries = List.copyOf(entries);
    faults = Collections.unmodifiableMap(new TreeMap<>(faults));
  }

  /** Nothing exists. */
  public static DnsZone empty() {
    return new DnsZone(List.of(), Map.of(), false);
  }

  /** The same with one more record; a name without a final dot is taken as if it had one. */
  public DnsZone with(String owner, String type, String data) {
    List<Entry> more = new ArrayList<>(entries);
    more.add(new Entry(absolute(owner), type, data));
    return withEntries(more);
  }

  /** The same with one more CAA record, not critical. */
  public DnsZone withCaa(String owner, String tag, String value) {
    return with(owner, "CAA", "0 " + tag + " \"" + escaped(value) + "\"");
  }

  /** As zone files write what is not printable (RFC 1035, section 5.1). */
  private static String escaped(String value) {
    StringBuilder text = new StringBuilder();
    for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
      int c = octet & 0xff;
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        text.append(String.format(Locale.ROOT, "\\%03d", c));
      } else {
        text.append((char) c);
      }
    }
    return text.toString();
  }

  /** The same without the records of a type at a name. */
  public DnsZone without(String owner, String type) {
    return filtered(e -> !(e.owner().equals(absolute(owner)) && e.type().equals(type)));
  }

  /** The same without any record of a type. */
  public DnsZone without(String type) {
    return filtered(e -> !e.type().equals(type));
  }

  /** The same without CAA records of this tag. */
  public DnsZone withoutCaa(String tag) {
    return filtered(e -> !(e.type().equals("CAA") && e.data().startsWith("0 " + tag + " ")));
  }

  /** The same with a text in all data of a type replaced. */
  public DnsZone replacing(String type, String text, String by) {
    return new DnsZone(
        entries.stream()
            .map(
                e ->
                    e.type().equals(type)
                        ? new Entry(e.owner(), type, e.data().replace(text, by))
                        : e)
            .toList(),
        faults,
        signed);
  }

  private DnsZone filtered(Predicate<Entry> keep) {
    return withEntries(entries.stream().filter(keep).toList());
  }

  /** The same whose server fails at a name. */
  public DnsZone withFault(String owner, DnsFault fault) {
    Map<String, DnsFault> more = new TreeMap<>(faults);
    more.put(absolute(owner), fault);
    return withFaults(more);
  }

  /** The same, signed. */
  public DnsZone sign() {
    return withSigned(true);
  }

  /** As a zone file has it, and as {@code dig} prints it. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Entry entry : entries) {
      text.append(entry.owner()).append(" 300 IN ").append(entry.type()).append(' ');
      text.append(entry.data()).append('\n');
    }
    return text.toString();
  }

  Optional<DnsFault> fault(Name name) {
    return Optional.ofNullable(faults.get(text(name)));
  }

  List<Entry> at(Name name) {
    return entries.stream().filter(entry -> entry.owner().equals(text(name))).toList();
  }

  /** Whether the name exists: it has records, or names below it have. */
  boolean has(Name name) {
    String text = text(name);
    return entries.stream()
        .anyMatch(entry -> entry.owner().equals(text) || entry.owner().endsWith("." + text));
  }

  private static String text(Name name) {
    return name.toString().toLowerCase(Locale.ROOT);
  }

  private static String absolute(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower : lower + ".";
  }
}
