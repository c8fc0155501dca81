package io.github.quotary.domain.witness;

import io.github.quotary.domain.caa.CaaName;
import io.github.quotary.domain.caa.CaaSearch;
import io.github.quotary.domain.ct.CrtSh;
import io.github.quotary.domain.ct.CtSource;
import io.github.quotary.domain.dns.DnsAnswer;
import io.github.quotary.domain.dns.DnsSource;
import io.github.quotary.domain.evidence.DomainEvidence;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
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
      Optional<byte[]> answer = logs.search(query);
      if (answer.isEmpty()) {
        continue;
      }
      builder.ctAnswer(CapturedCt.key(query), answer.get());
      for (long id : CrtSh.ids(answer.get(), names.hosts(), at, MAX_CERTIFICATES)) {
        if (asked.add(id)) {
          logs.certificate(id)
              .ifPresent(der -> builder.ctAnswer(CapturedCt.certificateKey(der), der));
        }
      }
    }
    return builder.build();
  }

  /** Adds a certificate from a log, DER. */
  public static DomainEvidence withCertificate(DomainEvidence evidence, byte[] der) {
    return evidence.toBuilder().ctAnswer(CapturedCt.certificateKey(der), der).build();
  }
}
