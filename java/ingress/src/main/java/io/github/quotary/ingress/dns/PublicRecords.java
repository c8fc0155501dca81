package io.github.quotary.ingress.dns;

import io.github.quotary.domain.dns.DnsAnswer;
import io.github.quotary.domain.dns.DnsSource;
import io.github.quotary.domain.dns.Rdata;
import io.github.quotary.domain.dns.ResolverDns;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;

/** What one public resolver shows. As thread-safe as the resolver. */
public final class PublicRecords {
  private final String name;
  private final Resolver resolver;
  private final DnsSource dns;

  private PublicRecords(String name, Resolver resolver, DnsSource dns) {
    this.name = name;
    this.resolver = resolver;
    this.dns = dns;
  }

  /** What a resolver shows; that its answers are signed is not believed. */
  public static PublicRecords of(String name, Resolver resolver) {
    return new PublicRecords(name, resolver, ResolverDns.of(resolver));
  }

  /** What a resolver shows that is asked over HTTP; over TLS it is believed about signatures. */
  public static PublicRecords overHttp(URI address, Retries retries) {
    return overHttp(address, new JsonDohResolver(address, retries));
  }

  static PublicRecords overHttp(URI address, Retries retries, Duration time) {
    return overHttp(address, new JsonDohResolver(address, retries, time));
  }

  private static PublicRecords overHttp(URI address, Resolver resolver) {
    boolean isAuthenticated = "https".equals(address.getScheme());
    return new PublicRecords(
        address.getHost(),
        resolver,
        isAuthenticated ? ResolverDns.believing(resolver) : ResolverDns.of(resolver));
  }

  /** Who is asked. */
  public String name() {
    return name;
  }

  /** The same answers for a search that follows aliases. */
  public DnsSource dns() {
    return dns;
  }

  /** What is at a name. */
  public sealed interface Look {
    /** These records, also none. */
    record Seen(Set<RecordData> data) implements Look {
      /** Copies the set. */
      public Seen {
        data = Set.copyOf(data);
      }
    }

    /** Nothing is known. */
    record Unknown(String why) implements Look {}
  }

  /** The records of a type; a name that does not exist has none. Only CNAME is not followed. */
  public Look look(String host, RecordType type) {
    try {
      return type == RecordType.CNAME ? alias(host) : followed(host, type);
    } catch (TextParseException e) {
      return new Look.Unknown("not a name: " + host);
    }
  }

  private Look alias(String host) throws TextParseException {
    int type = WireRecords.type(RecordType.CNAME);
    Record question = Record.newRecord(WireRecords.name(host), type, DClass.IN);
    Message answer;
    try {
      answer = resolver.send(Message.newQuery(question));
    } catch (IOException e) {
      return new Look.Unknown(host + " CNAME: " + e.getMessage());
    }
    if (answer.getRcode() != Rcode.NOERROR && answer.getRcode() != Rcode.NXDOMAIN) {
      return new Look.Unknown(host + " CNAME: " + Rcode.string(answer.getRcode()));
    }
    Set<RecordData> found = new HashSet<>();
    for (Record record : answer.getSection(Section.ANSWER)) {
      if (record instanceof CNAMERecord && record.getName().equals(question.getName())) {
        WireRecords.read(record).ifPresent(read -> found.add(read.record().data()));
      }
    }
    return new Look.Seen(found);
  }

  private Look followed(String host, RecordType type) throws TextParseException {
    DnsAnswer answer = dns.ask(WireRecords.name(host), WireRecords.type(type));
    if (answer instanceof DnsAnswer.Failed failed) {
      return new Look.Unknown(failed.cause());
    }
    Set<RecordData> found = new HashSet<>();
    for (Rdata data : ((DnsAnswer.Records) answer).records()) {
      Optional<RecordData> read = WireRecords.read(type, data.toByteArray());
      if (read.isEmpty()) {
        return new Look.Unknown(host + " " + type + ": a record cannot be read");
      }
      found.add(read.get());
    }
    return new Look.Seen(found);
  }
}
