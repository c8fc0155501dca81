package io.github.quotary.domain.witness;

import io.github.quotary.domain.caa.CaaName;
import io.github.quotary.domain.caa.CaaSearch;
import io.github.quotary.domain.dns.DnsAnswer;
import io.github.quotary.domain.dns.DnsSource;
import io.github.quotary.domain.evidence.DomainEvidence;
import java.util.Optional;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/**
 * Asks the witnesses what the checks will want to know, and keeps every answer with the evidence.
 */
public final class WitnessCapture {
  private WitnessCapture() {}

  /** Finds logged certificates. */
  @FunctionalInterface
  public interface CtSearch {
    /**
     * The raw answer to a query.
     *
     * @param query a name; {@code %} stands for anything
     * @return empty if none could be had, which leaves a gap
     */
    Optional<byte[]> find(String query);
  }

  /** Asks for all CAA records that matter, and for the routing of a custom domain. */
  public static DomainEvidence withDns(
      DomainEvidence evidence, ProtectedNames names, DnsSource dns) {
    DomainEvidence.Builder builder = evidence.toBuilder();
    DnsSource recorder =
        (name, type) -> {
          DnsAnswer answer = dns.ask(name, type);
          builder.dnsAnswer(CapturedDns.key(name, type), DnsAnswerJson.write(answer));
          return answer;
        };
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

  /** Asks for all certificates that were logged for the names. */
  public static DomainEvidence withCt(
      DomainEvidence evidence, ProtectedNames names, CtSearch search) {
    DomainEvidence.Builder builder = evidence.toBuilder();
    for (String query : names.queries()) {
      search.find(query).ifPresent(answer -> builder.ctAnswer(CapturedCt.key(query), answer));
    }
    return builder.build();
  }

  /** Adds a certificate from a log, DER. */
  public static DomainEvidence withCertificate(DomainEvidence evidence, byte[] der) {
    return evidence.toBuilder().ctAnswer(CapturedCt.certificateKey(der), der).build();
  }
}
