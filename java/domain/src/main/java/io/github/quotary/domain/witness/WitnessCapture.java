package io.github.quotary.domain.witness;

import io.github.quotary.domain.caa.CaaName;
import io.github.quotary.domain.caa.CaaSearch;
import io.github.quotary.domain.ct.CtReply;
import io.github.quotary.domain.ct.CtSearchAnswer;
import io.github.quotary.domain.ct.CtSource;
import io.github.quotary.domain.dns.DnsAnswer;
import io.github.quotary.domain.dns.DnsSource;
import io.github.quotary.domain.evidence.DomainEvidence;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/** Queries the witnesses for what the checks need, and stores every answer with the evidence. */
public final class WitnessCapture {
  private static final int MAX_CERTIFICATES = 100;
  private static final int MAX_FAILURES = 3;

  private WitnessCapture() {}

  /** Asks for all CAA records that matter, and for the routing of a custom domain. */
  public static DomainEvidence withDns(
      DomainEvidence evidence, ProtectedNames names, DnsSource dns) {
    DomainEvidence.Builder builder = evidence.toBuilder();
    Map<String, DnsAnswer> asked = new HashMap<>();
    // Asked once: where two answers to one question differ, the checks must see what was followed.
    DnsSource recorder =
        (name, type) ->
            asked.computeIfAbsent(
                CapturedDns.key(name, type),
                key -> {
                  DnsAnswer answer = dns.ask(name, type);
                  builder.dnsAnswer(key, DnsAnswerJson.write(answer));
                  return answer;
                });
    CaaSearch search = new CaaSearch(recorder);
    names.all().forEach(search::find);
    names.own().stream().filter(name -> !name.isWildcard()).forEach(name -> route(name, recorder));
    names.below().forEach(name -> route(name, recorder));
    return builder.build();
  }

  private static void route(CaaName name, DnsSource recorder) {
    for (Name owner : RoutingRecord.owners(name.name())) {
      recorder.ask(owner, Type.TXT);
    }
  }

  /**
   * Asks for all certificates that were logged for the names, and for the certificates themselves,
   * since only they contain their keys: at most {@value #MAX_CERTIFICATES} for a query, beyond
   * which there is metadata only.
   *
   * @param sources who to ask: each is asked only what those before it gave no usable answer to
   * @param at now; what expired before does not count
   */
  public static DomainEvidence withCt(
      DomainEvidence evidence, ProtectedNames names, List<CtSource> sources, Instant at) {
    DomainEvidence.Builder builder = evidence.toBuilder();
    Set<Long> asked = new HashSet<>();
    for (String query : names.queries()) {
      for (int i = 0; i < sources.size(); i++) {
        CtReply reply = search(sources.get(i), query, i + 1 == sources.size());
        if (reply instanceof CtReply.Answered answer) {
          CapturedCt.add(builder, query, answer);
          List<Long> ids =
              CtSearchAnswer.ids(answer.bytes(), names.hosts(), at, MAX_CERTIFICATES).stream()
                  .filter(asked::add)
                  .toList();
          addCertificates(builder, sources.get(i), ids);
          break;
        } else if (reply instanceof CtReply.Failed failed) {
          CapturedCt.addFailure(builder, query, i, failed);
        }
      }
    }
    return builder.build();
  }

  /** The reply; where another source can be asked, an answer that cannot be read is none. */
  private static CtReply search(CtSource source, String query, boolean isLast) {
    CtReply reply = source.search(query);
    if (isLast || !(reply instanceof CtReply.Answered answer)) {
      return reply;
    }
    return CtSearchAnswer.isReadable(answer.bytes())
        ? reply
        : new CtReply.Failed(
            answer.address(),
            CtSearchAnswer.read(answer.bytes()).gap().orElse("the answer cannot be read"),
            OptionalInt.empty(),
            1);
  }

  /** Stops when several in a row are not to be had: a busy service is not asked a hundred times. */
  private static void addCertificates(
      DomainEvidence.Builder builder, CtSource logs, List<Long> ids) {
    int failures = 0;
    for (long id : ids) {
      if (failures == MAX_FAILURES) {
        return;
      }
      CtReply reply = logs.certificate(id);
      if (reply instanceof CtReply.Answered answer) {
        builder.ctAnswer(CapturedCt.certificateKey(answer.bytes()), answer.bytes());
        failures = 0;
      } else if (reply instanceof CtReply.Failed failed) {
        CapturedCt.addFailure(builder, "certificate " + id, 0, failed);
        failures++;
      }
    }
  }

  /** Adds a certificate from a log, DER. */
  public static DomainEvidence withCertificate(DomainEvidence evidence, byte[] der) {
    return evidence.toBuilder().ctAnswer(CapturedCt.certificateKey(der), der).build();
  }
}
