package io.github.quotary.domain.dns;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * Answers from text in the format of zone files (RFC 1035, section 5; RFC 3597 for unknown types),
 * which is also how {@code dig +noall +answer} prints them. What is not in the text does not exist,
 * so the text must contain every name that is queried. Aliases (CNAME, DNAME) and wildcards answer
 * as in a server. {@code $INCLUDE} and {@code $GENERATE} are refused. Immutable and thread-safe.
 */
public final class ZoneText implements DnsSource {
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_ALIASES = 8;

  /** The data of a CAA, a TXT or an unknown record where its owner should be. */
  private static final Pattern WITHOUT_OWNER =
      Pattern.compile(
          "[0-9]{1,3}\\s+(issue|issuewild|issuemail|issuevmc|iodef|contactemail|contactphone)\\s"
              + "|\"|\\\\#\\s",
          Pattern.CASE_INSENSITIVE);

  private final Map<Name, List<Record>> records;

  /** Owners and all names above them. */
  private final Set<Name> existing;

  private ZoneText(Map<Name, List<Record>> records) {
    this.records = records;
    this.existing = new HashSet<>();
    for (Name owner : records.keySet()) {
      for (int i = 0; i < owner.labels(); i++) {
        existing.add(new Name(owner, i));
      }
    }
  }

  /**
   * Reads a text of at most 1 MiB, printable ASCII but for its comments; names are absolute.
   *
   * @throws IllegalArgumentException if it is not valid zone text
   */
  public static ZoneText parse(byte[] text) {
    if (text.length > MAX_BYTES) {
      throw new IllegalArgumentException("more than 1 MiB of DNS records");
    }
    requirePrintable(text);
    requireOwners(text);
    Map<Name, List<Record>> records = new HashMap<>();
    try (Master master = new Master(new ByteArrayInputStream(text), Name.root, 0)) {
      master.disableIncludes(true);
      master.expandGenerate(false);
      for (Record record = master.nextRecord(); record != null; record = master.nextRecord()) {
        records.computeIfAbsent(record.getName(), name -> new ArrayList<>()).add(record);
      }
      if (master.generators().hasNext()) {
        throw new IllegalArgumentException("$GENERATE is not supported");
      }
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException("not valid DNS records: " + e.getMessage(), e);
    }
    return new ZoneText(records);
  }

  /**
   * Refuses bytes outside comments that are not printable ASCII: a byte order mark or a no-break
   * space would otherwise become part of a name, and the record that has it belong to nobody.
   */
  private static void requirePrintable(byte[] text) {
    boolean quoted = false;
    boolean escaped = false;
    boolean comment = false;
    int line = 1;
    for (byte b : text) {
      if (b == '\n') {
        line++;
        quoted = false;
        escaped = false;
        comment = false;
      } else if (!comment) {
        if (b != '\t' && b != '\r' && (b < ' ' || b > '~')) {
          throw new IllegalArgumentException(
              "not valid DNS records: line "
                  + line
                  + " has the byte 0x"
                  + HexFormat.of().toHexDigits(b)
                  + " outside a comment; save the file as ASCII without a byte order mark");
        }
        comment = b == ';' && !quoted && !escaped;
        quoted ^= b == '"' && !escaped;
        escaped = b == '\\' && !escaped;
      }
    }
  }

  /** Records without their names, as a short form of dig prints them, belong to nobody. */
  private static void requireOwners(byte[] text) {
    Optional<String> first =
        new String(text, StandardCharsets.US_ASCII)
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith(";"))
            .findFirst();
    if (first.filter(line -> WITHOUT_OWNER.matcher(line).lookingAt()).isPresent()) {
      throw new IllegalArgumentException(
          "not valid DNS records: they have no names, as dig +short prints them; use dig +noall"
              + " +answer instead");
    }
  }

  @Override
  public DnsAnswer ask(Name name, int type) {
    Name current = name;
    for (int i = 0; i <= MAX_ALIASES; i++) {
      Optional<DNAMERecord> dname = dname(current);
      Name source = source(current);
      Optional<CNAMERecord> cname = cname(source);
      if (dname.isPresent()) {
        try {
          current = current.fromDNAME(dname.get());
        } catch (NameTooLongException e) {
          return failed("the alias of " + current + " is too long");
        }
      } else if (cname.isEmpty() || type == Type.CNAME) {
        return new DnsAnswer.Records(
            of(source, type).stream().map(Rdata::of).toList(),
            current.equals(name) ? Optional.empty() : Optional.of(current),
            DnsSecurity.INDETERMINATE);
      } else {
        current = cname.get().getTarget();
      }
    }
    return failed("the aliases of " + name + " continue after " + MAX_ALIASES + " steps");
  }

  private static DnsAnswer failed(String cause) {
    return new DnsAnswer.Failed(cause, DnsSecurity.INDETERMINATE);
  }

  /** The name itself if it exists, else the wildcard that answers for it (RFC 4592). */
  private Name source(Name name) {
    if (existing.contains(name)) {
      return name;
    }
    for (int i = 1; i < name.labels(); i++) {
      if (existing.contains(new Name(name, i))) {
        return name.wild(i);
      }
    }
    return name;
  }

  /** The DNAME above a name (RFC 6672), if there is one. */
  private Optional<DNAMERecord> dname(Name name) {
    for (int i = 1; i < name.labels(); i++) {
      for (Record record : of(new Name(name, i), Type.DNAME)) {
        if (record instanceof DNAMERecord dname) {
          return Optional.of(dname);
        }
      }
    }
    return Optional.empty();
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
