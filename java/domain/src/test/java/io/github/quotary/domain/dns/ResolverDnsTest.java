package io.github.quotary.domain.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;

class ResolverDnsTest {
  private static Name name(String text) throws IOException {
    return Name.fromString(text, Name.root);
  }

  private static Record record(String owner, int type, String data) throws IOException {
    return Record.fromString(name(owner), type, DClass.IN, 60, data, Name.root);
  }

  private static DnsAnswer ask(Answers answers, String text) throws IOException {
    return ResolverDns.of(answers).ask(name(text), Type.CAA);
  }

  @Test
  void recordsOfAnotherNameAreNotOurs() throws IOException {
    Answers answers =
        new Answers(
            Map.of("a.example.", List.of(record("evil.example", Type.CAA, "0 issue \"ca\""))));
    assertEquals(
        new DnsAnswer.Records(List.of(), Optional.empty(), DnsSecurity.INDETERMINATE),
        ask(answers, "a.example"));
  }

  @Test
  void anAliasWhoseTargetIsNotInTheAnswerIsAskedForAgain() throws IOException {
    Record target = record("b.example", Type.CAA, "0 issue \"ca\"");
    Answers answers =
        new Answers(
            Map.of(
                "a.example.", List.of(record("a.example", Type.CNAME, "b.example.")),
                "b.example.", List.of(target)));
    DnsAnswer.Records found = (DnsAnswer.Records) ask(answers, "a.example");
    assertEquals(List.of(Rdata.of(target)), found.records());
    assertEquals(Optional.of(name("b.example")), found.alias());
    assertEquals(2, answers.asked.size());
  }

  @Test
  void aWholeChainOfAliasesIsOneQuestion() throws IOException {
    Record target = record("c.example", Type.CAA, "0 issue \"ca\"");
    Answers answers =
        new Answers(
            Map.of(
                "x.a.example.",
                List.of(
                    record("a.example", Type.DNAME, "b.example."),
                    record("x.b.example", Type.CNAME, "c.example."),
                    target)));
    assertEquals(
        List.of(Rdata.of(target)), ((DnsAnswer.Records) ask(answers, "x.a.example")).records());
    assertEquals(1, answers.asked.size());
  }

  @Test
  void anAliasThatIsLongerThanANameIsNotFollowed() throws IOException {
    String label = "a".repeat(63) + ".";
    Record tooLong = record("old.example", Type.DNAME, label + label + label + "example.");
    Answers answers = new Answers(Map.of(label + "old.example.", List.of(tooLong)));
    assertEquals(
        new DnsAnswer.Records(List.of(), Optional.empty(), DnsSecurity.INDETERMINATE),
        ask(answers, label + "old.example."));
    assertEquals(1, answers.asked.size());
  }

  @Test
  void endlessAliasesAreNotAnAnswer() throws IOException {
    Answers loop =
        new Answers(
            Map.of(
                "a.example.", List.of(record("a.example", Type.CNAME, "b.example.")),
                "b.example.", List.of(record("b.example", Type.CNAME, "a.example."))));
    DnsAnswer.Failed failed = (DnsAnswer.Failed) ask(loop, "a.example");
    assertTrue(failed.cause().contains("continue after"), failed.cause());
  }

  @Test
  @Timeout(30)
  void aLoopOfAliasesInsideOneAnswerIsNotAnAnswer() throws IOException {
    List<Record> loop =
        List.of(
            record("a.example", Type.CNAME, "b.example."),
            record("b.example", Type.CNAME, "a.example."));
    assertTrue(
        ask(new Answers(Map.of("a.example.", loop)), "a.example") instanceof DnsAnswer.Failed);
  }

  @Test
  void aNameThatDoesNotExistHasNoRecords() throws IOException {
    Answers answers = new Answers(Map.of());
    answers.rcode = Rcode.NXDOMAIN;
    assertEquals(0, ((DnsAnswer.Records) ask(answers, "a.example")).records().size());
  }

  @Test
  void aServerThatFailsOrIsSilentIsNotAnEmptyAnswer() throws IOException {
    Answers answers = new Answers(Map.of());
    answers.rcode = Rcode.SERVFAIL;
    assertEquals(
        "SERVFAIL for a.example. CAA", ((DnsAnswer.Failed) ask(answers, "a.example")).cause());
    answers.rcode = Rcode.REFUSED;
    assertTrue(ask(answers, "a.example") instanceof DnsAnswer.Failed);
    answers.isSilent = true;
    assertTrue(ask(answers, "a.example") instanceof DnsAnswer.Failed);
  }

  @Test
  void anAnswerThatIsStillTruncatedIsRejected() throws IOException {
    Answers answers =
        new Answers(Map.of("a.example.", List.of(record("a.example", Type.CAA, "0 issue \"c\""))));
    answers.isCut = true;
    DnsAnswer.Failed failed = (DnsAnswer.Failed) ask(answers, "a.example");
    assertTrue(failed.cause().contains("is truncated"), failed.cause());
  }

  @Test
  void theAuthenticatedBitOfAResolverThatDoesNotValidateIsNotBelieved() throws IOException {
    Answers answers =
        new Answers(Map.of("a.example.", List.of(record("a.example", Type.CAA, "0 issue \"c\""))));
    answers.authenticated = true;
    DnsAnswer.Records found = (DnsAnswer.Records) ask(answers, "a.example");
    assertEquals(DnsSecurity.INDETERMINATE, found.security());
    assertEquals(DnsSecurity.SECURE, believed(answers).security());
    answers.authenticated = false;
    assertEquals(DnsSecurity.INSECURE, believed(answers).security());
  }

  private static DnsAnswer.Records believed(Answers answers) throws IOException {
    return (DnsAnswer.Records) ResolverDns.believing(answers).ask(name("a.example"), Type.CAA);
  }

  @Test
  void aTrustedResolverSaysThatSignaturesAreWrong() throws IOException {
    Answers answers = new Answers(Map.of());
    answers.rcode = Rcode.SERVFAIL;
    answers.extendedError = 6;
    assertEquals(
        DnsSecurity.BOGUS,
        ((DnsAnswer.Failed) ResolverDns.believing(answers).ask(name("a.example"), Type.CAA))
            .security());
    assertEquals(
        DnsSecurity.INDETERMINATE, ((DnsAnswer.Failed) ask(answers, "a.example")).security());
  }

  /** A resolver with these answers. */
  private static final class Answers implements Resolver {
    final List<Name> asked = new ArrayList<>();
    int rcode = Rcode.NOERROR;
    boolean isSilent;
    boolean authenticated;
    boolean isCut;
    int extendedError;
    private final Map<String, List<Record>> records;

    Answers(Map<String, List<Record>> records) {
      this.records = records;
    }

    @Override
    public Message send(Message query) throws IOException {
      if (isSilent) {
        throw new IOException("timed out");
      }
      Name name = query.getQuestion().getName();
      asked.add(name);
      Message answer = new Message(query.getHeader().getID());
      answer.getHeader().setRcode(rcode);
      if (isCut) {
        answer.getHeader().setFlag(Flags.TC);
      }
      if (authenticated) {
        answer.getHeader().setFlag(Flags.AD);
      }
      records
          .getOrDefault(name.toString(), List.of())
          .forEach(record -> answer.addRecord(record, Section.ANSWER));
      if (extendedError != 0) {
        answer.addRecord(
            new OPTRecord(1232, 0, 0, 0, List.of(new ExtendedErrorCodeOption(extendedError))),
            Section.ADDITIONAL);
      }
      return answer;
    }

    @Override
    public void setPort(int port) {}

    @Override
    public void setTCP(boolean flag) {}

    @Override
    public void setIgnoreTruncation(boolean flag) {}

    @Override
    public void setEDNS(int version, int payloadSize, int flags, List<EDNSOption> options) {}

    @Override
    public void setTSIGKey(TSIG key) {}

    @Override
    public void setTimeout(Duration timeout) {}
  }
}
