package io.github.quotary.ingress.dns;

import io.github.quotary.domain.exchange.TcpResolver;
import io.github.quotary.ingress.config.DnsAccess;
import io.github.quotary.status.SafeText;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;

/**
 * Any server that takes updates according to RFC 2136, over TCP, each message signed (TSIG, RFC
 * 8945). The same server is asked what is there, so it must be the primary of the zone. A server
 * ignores without a word a CNAME beside other records, so an update demands that none are there.
 */
public final class Rfc2136Dns implements DnsProvider {
  private static final Capabilities CAPABILITIES =
      new Capabilities(Set.of(RecordType.values()), false);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int MAX_WORDS = 200;

  /** Answers of a server that may have something else to do. */
  private static final Set<Integer> TRIED_AGAIN = Set.of(Rcode.SERVFAIL);

  private final DnsAccess.Rfc2136 access;
  private final TSIG key;
  private final Retries retries;
  private final Duration time;

  /**
   * A client.
   *
   * @throws IllegalArgumentException if the key is not base64, or its name or algorithm not a valid
   *     name
   */
  public Rfc2136Dns(DnsAccess.Rfc2136 access, Retries retries) {
    this(access, retries, TIMEOUT);
  }

  Rfc2136Dns(DnsAccess.Rfc2136 access, Retries retries, Duration time) {
    this.time = time;
    this.access = access;
    this.retries = retries;
    try {
      this.key =
          new TSIG(
              WireRecords.name(access.algorithm()),
              WireRecords.name(access.keyName()),
              Base64.getDecoder().decode(access.key().reveal()));
    } catch (TextParseException e) {
      throw new IllegalArgumentException("the name of the key or of its algorithm is not valid", e);
    }
  }

  @Override
  public String name() {
    return "RFC 2136";
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  /** The zone whose start of authority the server tells, in the answer or beside a denial. */
  @Override
  public DnsResult<Zone> zoneOf(String name) {
    return query(
        name,
        Type.SOA,
        answer -> {
          Optional<Zone> zone =
              found(answer, Section.ANSWER)
                  .or(() -> found(answer, Section.AUTHORITY))
                  .filter(one -> one.contains(name));
          return zone.map(Attempt::done)
              .orElseGet(
                  () ->
                      Attempt.refused(answer.getRcode(), "it has no zone that " + name + " is in"));
        });
  }

  private static Optional<Zone> found(Message answer, int section) {
    return answer.getSection(section).stream()
        .filter(SOARecord.class::isInstance)
        .map(record -> record.getName().toString(true))
        .map(zone -> new Zone(zone, zone))
        .findFirst();
  }

  @Override
  public DnsResult<List<FoundRecord>> list(Zone zone, String name, RecordType type) {
    return query(
        name,
        WireRecords.type(type),
        answer ->
            Attempt.done(
                answer.getSection(Section.ANSWER).stream()
                    .map(WireRecords::read)
                    .flatMap(Optional::stream)
                    .filter(one -> one.record().type() == type)
                    .filter(one -> one.record().name().equals(DnsRecord.plainName(name)))
                    .toList()));
  }

  @Override
  public DnsResult<FoundRecord> create(Zone zone, DnsRecord record) {
    DnsResult<FoundRecord> written =
        retries.run(
            number ->
                Existing.orElse(this, zone, record, () -> update(zone, record, this::addition)));
    return written
        .then(done -> list(zone, record.name(), record.type()))
        .then(
            there ->
                there.stream().anyMatch(one -> one.record().saysTheSameAs(record))
                    ? new DnsResult.Done<>(new FoundRecord("", record))
                    : new DnsResult.Refused<>(
                        Rcode.NOERROR, "the server says that it is done, but it is not"));
  }

  @Override
  public DnsResult<FoundRecord> delete(Zone zone, FoundRecord record) {
    return retries.run(number -> update(zone, record.record(), Rfc2136Dns::removal));
  }

  /** What an update does. */
  private interface Change {
    void in(Update update, DnsRecord record) throws TextParseException, UnknownHostException;
  }

  private void addition(Update update, DnsRecord record)
      throws TextParseException, UnknownHostException {
    Name name = WireRecords.name(record.name());
    boolean isAlias = record.type() == RecordType.CNAME;
    List<RecordType> others =
        isAlias ? Arrays.asList(RecordType.values()) : List.of(RecordType.CNAME);
    for (RecordType other : others) {
      update.absent(name, WireRecords.type(other));
    }
    update.add(WireRecords.write(record));
  }

  private static void removal(Update update, DnsRecord record)
      throws TextParseException, UnknownHostException {
    update.delete(WireRecords.write(record));
  }

  private Attempt<FoundRecord> update(Zone zone, DnsRecord record, Change change) {
    try {
      Update update = new Update(WireRecords.name(zone.name()));
      change.in(update, record);
      return exchange(update, answer -> Attempt.done(new FoundRecord("", record)));
    } catch (TextParseException | UnknownHostException | IllegalArgumentException e) {
      return Attempt.refused(0, "not a record that DNS can carry: " + words(e));
    }
  }

  private <T> DnsResult<T> query(String name, int type, Function<Message, Attempt<T>> read) {
    try {
      Record question = Record.newRecord(WireRecords.name(name), type, DClass.IN);
      return retries.run(
          number ->
              exchange(
                  Message.newQuery(question),
                  answer ->
                      answer.getHeader().getFlag(Flags.AA)
                          ? read.apply(answer)
                          : Attempt.refused(
                              answer.getRcode(), "the server has no authority over " + name)));
    } catch (TextParseException e) {
      return new DnsResult.Refused<>(0, "not a name: " + words(e));
    }
  }

  private <T> Attempt<T> exchange(Message message, Function<Message, Attempt<T>> read) {
    try {
      InetSocketAddress server = new InetSocketAddress(access.host(), access.port());
      Message answer = new TcpResolver(server, time, Optional.of(key)).send(message);
      int code = answer.getRcode();
      if (TRIED_AGAIN.contains(code)) {
        return Attempt.again(Rcode.string(code));
      }
      boolean isFine =
          code == Rcode.NOERROR || (code == Rcode.NXDOMAIN && message.getHeader().getOpcode() == 0);
      if (isFine && !answer.isVerified()) {
        return Attempt.refused(
            code, "the answer is not signed with the key, so it is not believed");
      }
      return isFine ? read.apply(answer) : Attempt.refused(code, meaning(code));
    } catch (IOException e) {
      return Attempt.again(words(e));
    }
  }

  private static String meaning(int code) {
    String name = Rcode.string(code);
    return switch (code) {
      case Rcode.YXRRSET ->
          name + ": other records are at this name, which no CNAME may stand beside";
      case Rcode.NOTAUTH -> name + ": the key is not the server's, or the zone is not";
      case Rcode.REFUSED -> name + ": the key may not do this";
      default -> name;
    };
  }

  private static String words(Exception failure) {
    String message = failure.getMessage();
    return SafeText.of(
        message == null
            ? failure.getClass().getSimpleName().toLowerCase(Locale.ROOT)
            : message.lines().findFirst().orElse(""),
        MAX_WORDS);
  }
}
