package io.github.quotary.domain.witness;

import io.github.quotary.domain.dns.DnsAnswer;
import io.github.quotary.domain.dns.DnsSecurity;
import io.github.quotary.domain.dns.DnsSource;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.domain.evidence.RawBytes;
import java.util.Locale;
import java.util.Map;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/** The answers in a capture; a question that was not asked has no answer. */
record CapturedDns(Map<String, RawBytes> answers) implements DnsSource {
  static CapturedDns of(DomainEvidence evidence) {
    return new CapturedDns(evidence.dnsAnswers());
  }

  /** The name of a question's answer, for example {@code CAA www.example.com.}. */
  static String key(Name name, int type) {
    return Type.string(type) + " " + name.toString().toLowerCase(Locale.ROOT);
  }

  @Override
  public DnsAnswer ask(Name name, int type) {
    RawBytes answer = answers.get(key(name, type));
    return answer == null
        ? new DnsAnswer.Failed(key(name, type) + " was not queried", DnsSecurity.INDETERMINATE)
        : DnsAnswerJson.read(answer.toByteArray());
  }
}
