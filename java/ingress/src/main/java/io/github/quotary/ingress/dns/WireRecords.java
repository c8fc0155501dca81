package io.github.quotary.ingress.dns;

import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Address;
import org.xbill.DNS.CAARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Records as they travel between DNS servers. */
final class WireRecords {
  private static final int MAX_STRING = 255;
  private static final int HEADER = 2;

  private WireRecords() {}

  static int type(RecordType type) {
    return Type.value(type.name());
  }

  /** An absolute name. */
  static Name name(String name) throws TextParseException {
    return Name.fromString(name, Name.root);
  }

  static Record write(DnsRecord record) throws TextParseException, UnknownHostException {
    Name name = name(record.name());
    RecordData data = record.data();
    if (data instanceof RecordData.A a) {
      return new ARecord(
          name, DClass.IN, record.ttl(), Literals.address(a.address(), Address.IPv4));
    }
    if (data instanceof RecordData.Aaaa a) {
      return new AAAARecord(
          name, DClass.IN, record.ttl(), Literals.address(a.address(), Address.IPv6));
    }
    if (data instanceof RecordData.Cname cname) {
      return new CNAMERecord(name, DClass.IN, record.ttl(), name(cname.target()));
    }
    if (data instanceof RecordData.Caa caa) {
      return new CAARecord(name, DClass.IN, record.ttl(), caa.flags(), caa.tag(), caa.value());
    }
    return new TXTRecord(name, DClass.IN, record.ttl(), strings(((RecordData.Txt) data).text()));
  }

  /** The strings of a text, in quotes as dnsjava takes them. */
  private static List<String> strings(String text) {
    List<String> strings = new ArrayList<>();
    int start = 0;
    do {
      int end = Math.min(start + MAX_STRING, text.length());
      strings.add(text.substring(start, end).replace("\\", "\\\\"));
      start = end;
    } while (start < text.length());
    return strings;
  }

  /** The record, unless it is of a type that an ingress has nothing to do with. */
  static Optional<FoundRecord> read(Record record) {
    Optional<RecordData> data = Optional.empty();
    if (record instanceof ARecord a) {
      data = Optional.of(new RecordData.A(a.getAddress().getHostAddress()));
    } else if (record instanceof AAAARecord a) {
      data = Optional.of(new RecordData.Aaaa(a.getAddress().getHostAddress()));
    } else if (record instanceof CNAMERecord cname) {
      data = Optional.of(new RecordData.Cname(cname.getTarget().toString(true)));
    } else if (record instanceof TXTRecord txt) {
      StringBuilder text = new StringBuilder();
      txt.getStringsAsByteArrays()
          .forEach(bytes -> text.append(new String(bytes, StandardCharsets.ISO_8859_1)));
      data = Optional.of(new RecordData.Txt(text.toString()));
    } else if (record instanceof CAARecord) {
      data = caa(record.rdataToWireCanonical());
    }
    return data.map(
        found ->
            new FoundRecord(
                "", new DnsRecord(record.getName().toString(true), found, (int) record.getTTL())));
  }

  /** What data on the wire say, of a type that an ingress has to do with. */
  static Optional<RecordData> read(RecordType type, byte[] data) {
    try {
      Record record = Record.newRecord(Name.root, type(type), DClass.IN, 0, data);
      return read(record).map(found -> found.record().data());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Flags u8, length of the tag u8, tag, value (RFC 8659, section 4.1). */
  private static Optional<RecordData> caa(byte[] bytes) {
    if (bytes.length < HEADER || HEADER + (bytes[1] & 0xff) > bytes.length) {
      return Optional.empty();
    }
    int value = HEADER + (bytes[1] & 0xff);
    return Optional.of(
        new RecordData.Caa(
            bytes[0] & 0xff,
            new String(bytes, HEADER, value - HEADER, StandardCharsets.ISO_8859_1),
            new String(bytes, value, bytes.length - value, StandardCharsets.ISO_8859_1)));
  }
}
