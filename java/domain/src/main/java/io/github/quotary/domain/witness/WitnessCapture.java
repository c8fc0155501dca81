package io.github.quotary.domain.witness;

import io.github.quotary.domain.caa.CaaName;
import io.github.quotary.domain.caa.CaaSearch;
import io.github.quotary.domain.ct.CrtSh;
import io.github.quotary.domain.ct.CtReply;
import io.github.quotary.domain.ct.CtSource;
import io.github.quotary.domain.dns.DnsAnswer;
import io.github.quotary.domain.dns.DnsSource;
import io.github.quotary.domain.evidence.DomainEvidence;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/** Queries the witnesses for what the checks need, and stores every answer with the evidence. */
public final class WitnessCapture {
  private static final int MAX_CERTIFICATES = 100;

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
   * @param at now; what expired before does not count
   */
  public static DomainEvidence withCt(
      DomainEvidence evidence, ProtectedNames names, CtSource logs, Instant at) {
    DomainEvidence.Builder builder = evidence.toBuilder();
    Set<Long> asked = new HashSet<>();
    for (String query : names.queries()) {
      CtReply reply = logs.search(query);
      if (reply instanceof CtReply.Failed failed) {
        addFailure(builder, query, failed);
      } else if (reply instanceof CtReply.Answered answer) {
        byte[] bytes = answer.bytes();
        builder.ctAnswer(CapturedCt.key(query), bytes);
        CrtSh.ids(bytes, names.hosts(), at, MAX_CERTIFICATES).stream()
            .filter(asked::add)
            .forEach(id -> addCertificate(builder, logs, id));
      }
    }
    return builder.build();
  }

  private static void addCertificate(DomainEvidence.Builder builder, CtSource logs, long id) {
    CtReply reply = logs.certificate(id);
    if (reply instanceof CtReply.Answered answer) {
      builder.ctAnswer(CapturedCt.certificateKey(answer.bytes()), answer.bytes());
    } else if (reply instanceof CtReply.Failed failed) {
      addFailure(builder, "certificate " + id, failed);
    }
  }

  private static void addFailure(
      DomainEvidence.Builder builder, String asked, CtReply.Failed failed) {
    builder.ctAnswer(CapturedCt.failureKey(asked), failed.cause().getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a certificate from a log, DER. */
  public static DomainEvidence withCertificate(DomainEvidence evidence, byte[] der) {
    return evidence.toBuilder().ctAnswer(CapturedCt.certificateKey(der), der).build();
  }
}
