package io.github.quotary.ingress.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** Record sets of Route 53: all values of a name and type together. */
final class Route53Records {
  /** Id of what is not a record but an alias of the service's own kind. */
  static final String ALIAS = "alias";

  private static final Pattern CAA = Pattern.compile("([0-9]{1,3}) ([0-9A-Za-z]+) (\".*\")");
  private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

  private Route53Records() {}

  /** A name as the service writes it, as people write it: it escapes the asterisk. */
  static String name(String name) {
    return DnsRecord.plainName(
        OCTAL
            .matcher(name)
            .replaceAll(
                match ->
                    Matcher.quoteReplacement(
                        Character.toString((char) Integer.parseInt(match.group(1), 8)))));
  }

  /** The value of a record. */
  static String value(RecordData data) {
    return data instanceof RecordData.Txt txt ? TxtText.quoted(txt.text()) : data.toString();
  }

  /** The records of a set; of one that is an alias, the name that it leads to. */
  static List<FoundRecord> found(ResourceRecordSet set, RecordType type) {
    List<FoundRecord> found = new ArrayList<>();
    String name = name(set.name());
    if (set.aliasTarget() != null) {
      RecordData.Cname alias = new RecordData.Cname(set.aliasTarget().dnsName());
      found.add(new FoundRecord(ALIAS, DnsRecord.of(name, alias)));
    }
    for (ResourceRecord record : set.resourceRecords()) {
      int ttl = set.ttl() == null ? 0 : Math.toIntExact(Math.min(set.ttl(), Integer.MAX_VALUE));
      data(type, record.value())
          .ifPresent(data -> found.add(new FoundRecord("", new DnsRecord(name, data, ttl))));
    }
    return found;
  }

  private static Optional<RecordData> data(RecordType type, String value) {
    return switch (type) {
      case A -> Optional.of(new RecordData.A(value));
      case AAAA -> Optional.of(new RecordData.Aaaa(value));
      case CNAME -> Optional.of(new RecordData.Cname(value));
      case TXT -> Optional.of(new RecordData.Txt(TxtText.plain(value)));
      case CAA -> caa(value);
    };
  }

  private static Optional<RecordData> caa(String value) {
    Matcher parts = CAA.matcher(value);
    return parts.matches()
        ? Optional.of(
            new RecordData.Caa(
                Integer.parseInt(parts.group(1)), parts.group(2), TxtText.plain(parts.group(3))))
        : Optional.empty();
  }

  /** Whether a set can be exchanged as a whole: it is neither an alias nor one of several. */
  static boolean isPlain(ResourceRecordSet set) {
    return set.aliasTarget() == null && set.setIdentifier() == null;
  }

  /** The set with one value more. */
  static ResourceRecordSet with(ResourceRecordSet set, RecordData data) {
    List<ResourceRecord> records = new ArrayList<>(set.resourceRecords());
    records.add(ResourceRecord.builder().value(value(data)).build());
    return set.toBuilder().resourceRecords(records).build();
  }

  /** The set without the values that say this; without any, nothing is left of it. */
  static Optional<ResourceRecordSet> without(ResourceRecordSet set, RecordData data) {
    List<ResourceRecord> records =
        set.resourceRecords().stream()
            .filter(record -> data(data.type(), record.value()).filter(data::equals).isEmpty())
            .toList();
    return records.isEmpty()
        ? Optional.empty()
        : Optional.of(set.toBuilder().resourceRecords(records).build());
  }
}
