package io.github.quotary.simulator.domain.server;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * Answers questions as a resolver does that follows aliases (RFC 1034, 4592, 6672). Messages are
 * written octet by octet, without compression, so that they can also be wrong.
 */
final class DnsResponder {
  private static final int MAX_ALIASES = 12;
  private static final int TTL = 300;
  private static final int RESPONSE = 0x8180;
  private static final int TRUNCATED = 0x0200;
  private static final int AUTHENTICATED = 0x0020;
  private static final int OPT = 41;
  private static final int UDP_SIZE = 1232;
  private static final int EXTENDED_ERROR = 15;
  private static final int DNSSEC_BOGUS = 6;

  private final DnsZone zone;

  DnsResponder(DnsZone zone) {
    this.zone = zone;
  }

  /** A record of an answer. */
  @SuppressWarnings("ArrayRecordComponent") // it never leaves this class
  private record Answer(Name owner, int type, byte[] data) {}

  /**
   * The answer to a query.
   *
   * @param isDatagram whether it comes over UDP, where an answer may be truncated
   * @return empty for silence
   */
  Optional<byte[]> answer(byte[] query, boolean isDatagram) throws IOException {
    Message asked = new Message(query);
    Record question = asked.getQuestion();
    Optional<DnsFault> fault = zone.fault(question.getName());
    if (fault.isEmpty()) {
      return Optional.of(regular(asked, question));
    }
    return switch (fault.get()) {
      case SILENT -> Optional.empty();
      case SERVFAIL -> Optional.of(failure(asked, Rcode.SERVFAIL, false));
      case REFUSED -> Optional.of(failure(asked, Rcode.REFUSED, false));
      case BOGUS -> Optional.of(failure(asked, Rcode.SERVFAIL, true));
      case WRONG_ID -> {
        byte[] answer = regular(asked, question);
        answer[1] ^= 1;
        yield Optional.of(answer);
      }
      case WRONG_QUESTION -> {
        Name other = new Name("other", question.getName());
        Record instead = Record.newRecord(other, question.getType(), DClass.IN);
        yield Optional.of(regular(asked, instead));
      }
      case TRUNCATED ->
          Optional.of(isDatagram ? truncated(asked, question) : regular(asked, question));
      case TRUNCATED_FOR_GOOD ->
          isDatagram ? Optional.of(truncated(asked, question)) : Optional.empty();
    };
  }

  private byte[] regular(Message asked, Record question) throws IOException {
    List<Answer> answers = new ArrayList<>();
    int rcode = resolve(question.getName(), question.getType(), answers);
    return message(asked, question, flags(asked) | rcode, answers, false);
  }

  private byte[] truncated(Message asked, Record question) throws IOException {
    List<Answer> answers = new ArrayList<>();
    resolve(question.getName(), question.getType(), answers);
    List<Answer> first = answers.subList(0, Math.min(1, answers.size()));
    return message(asked, question, flags(asked) | TRUNCATED, first, false);
  }

  private static byte[] failure(Message asked, int rcode, boolean isBogus) throws IOException {
    return message(asked, asked.getQuestion(), RESPONSE | rcode, List.of(), isBogus);
  }

  private int flags(Message asked) {
    boolean wants = asked.getHeader().getFlag(Flags.AD) || asked.getOPT() != null;
    return zone.signed() && wants ? RESPONSE | AUTHENTICATED : RESPONSE;
  }

  /** Adds the answers; the response code. */
  private int resolve(Name start, int type, List<Answer> answers) {
    Name name = start;
    for (int i = 0; i < MAX_ALIASES; i++) {
      Optional<DnsZone.Entry> dname = dname(name);
      if (dname.isPresent()) {
        Name owner = dname.get().ownerName();
        answers.add(new Answer(owner, Type.DNAME, dname.get().wire()));
        try {
          Name next = name.fromDNAME(new DNAMERecord(owner, DClass.IN, TTL, dname.get().target()));
          answers.add(new Answer(name, Type.CNAME, next.toWireCanonical()));
          name = next;
        } catch (NameTooLongException e) {
          return Rcode.YXDOMAIN;
        }
        continue;
      }
      Name source = zone.has(name) ? name : wildcard(name);
      if (!zone.has(source)) {
        return Rcode.NXDOMAIN;
      }
      boolean found = false;
      Optional<Name> next = Optional.empty();
      for (DnsZone.Entry entry : zone.at(source)) {
        if (entry.typeCode() == type) {
          answers.add(new Answer(name, type, entry.wire()));
          found = true;
        } else if (entry.typeCode() == Type.CNAME) {
          answers.add(new Answer(name, Type.CNAME, entry.wire()));
          next = Optional.of(entry.target());
        }
      }
      if (found || next.isEmpty()) {
        return Rcode.NOERROR;
      }
      name = next.get();
    }
    return Rcode.NOERROR;
  }

  /** The DNAME above a name, if there is one. */
  private Optional<DnsZone.Entry> dname(Name name) {
    for (int i = 1; i < name.labels(); i++) {
      for (DnsZone.Entry entry : zone.at(new Name(name, i))) {
        if (entry.typeCode() == Type.DNAME) {
          return Optional.of(entry);
        }
      }
    }
    return Optional.empty();
  }

  /** The wildcard below the closest name that exists. */
  private Name wildcard(Name name) {
    for (int i = 1; i < name.labels(); i++) {
      if (zone.has(new Name(name, i))) {
        return name.wild(i);
      }
    }
    return name;
  }

  private static byte[] message(
      Message asked, Record question, int flags, List<Answer> answers, boolean isBogus)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeShort(asked.getHeader().getID());
    out.writeShort(flags);
    out.writeShort(1);
    out.writeShort(answers.size());
    out.writeShort(0);
    out.writeShort(isBogus ? 1 : 0);
    out.write(question.getName().toWire());
    out.writeShort(question.getType());
    out.writeShort(DClass.IN);
    for (Answer answer : answers) {
      out.write(answer.owner().toWire());
      out.writeShort(answer.type());
      out.writeShort(DClass.IN);
      out.writeInt(TTL);
      out.writeShort(answer.data().length);
      out.write(answer.data());
    }
    if (isBogus) {
      out.writeByte(0);
      out.writeShort(OPT);
      out.writeShort(UDP_SIZE);
      out.writeInt(0);
      out.writeShort(6);
      out.writeShort(EXTENDED_ERROR);
      out.writeShort(2);
      out.writeShort(DNSSEC_BOGUS);
    }
    return bytes.toByteArray();
  }
}
