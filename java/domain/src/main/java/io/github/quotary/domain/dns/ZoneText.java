package io.github.quotary.domain.dns;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * Answers from text in the format of zone files (RFC 1035, section 5; RFC 3597 for unknown types),
 * which is also how {@code dig +noall +answer} prints them. What is not in the text does not exist,
 * so the text must hold everything that is asked for. {@code $INCLUDE} and {@code $GENERATE} are
 * refused. Immutable and thread-safe.
 */
public final class ZoneText implements DnsSource {
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_ALIASES = 8;

  private final Map<Name, List<Record>> records;

  private ZoneText(Map<Name, List<Record>> records) {
    this.records = records;
  }

  /**
   * Reads a text of at most 1 MiB; names are absolute.
   *
   * @throws IllegalArgumentException if it is no zone text
   */
  public static ZoneText parse(byte[] text) {
    if (text.length > MAX_BYTES) {
      throw new IllegalArgumentException("more than 1 MiB of DNS records");
    }
    Map<Name, List<Record>> records = new HashMap<>();
    try (Master master = new Master(new ByteArrayInputStream(text), Name.root, 0)) {
      master.disableIncludes(true);
      master.expandGenerate(false);
      for (Record record = master.nextRecord(); record != null; record = master.nextRecord()) {
        records.computeIfAbsent(record.getName(), name -> new ArrayList<>()).add(record);
      }
      if (master.generators().hasNext()) {
        throw new IllegalArgumentException("$GENERATE is refused");
      }
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException("not DNS records in text: " + e.getMessage(), e);
    }
    return new ZoneText(records);
  }

  @Override
  public DnsAnswer ask(Name name, int type) {
    Name current = name;
    for (int i = 0; i <= MAX_ALIASES; i++) {
      Optional<CNAMERecord> cname = cname(current);
      if (cname.isEmpty() || type == Type.CNAME) {
        return new DnsAnswer.Records(
            of(current, type).stream().map(Rdata::of).toList(),
            current.equals(name) ? Optional.empty() : Optional.of(current),
            DnsSecurity.INDETERMINATE);
      }
      current = cname.get().getTarget();
    }
    return new DnsAnswer.Failed(
        "the aliases of " + name + " do not end after " + MAX_ALIASES, DnsSecurity.INDETERMINATE);
  }

  private List<Record> of(Name name, int type) {
    return records.getOrDefault(name, List.of()).stream().filter(r -> r.getType() == type).toList();
  }

  private Optional<CNAMERecord> cname(Name name) {
    return of(name, Type.CNAME).stream()
        .filter(CNAMERecord.class::isInstance)
        .map(CNAMERecord.class::cast)
        .findFirst();
  }
}
