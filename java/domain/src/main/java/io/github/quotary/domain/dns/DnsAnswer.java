package io.github.quotary.domain.dns;

import java.util.List;
import java.util.Optional;
import org.xbill.DNS.Name;

/** What the DNS said to one question. An answer that could not be had is never an empty one. */
public sealed interface DnsAnswer {
  /**
   * The DNS answered, maybe that there is nothing.
   *
   * @param records data of the records of the type that was asked for, at the name or where its
   *     alias leads
   * @param alias where CNAME records led, if there are any
   * @param security what DNSSEC says of the answer
   */
  record Records(List<Rdata> records, Optional<Name> alias, DnsSecurity security)
      implements DnsAnswer {
    /** Copies the records. */
    public Records {
      records = List.copyOf(records);
    }
  }

  /**
   * The DNS did not answer, or could not be believed.
   *
   * @param cause SERVFAIL, a timeout, a loop of aliases, ...
   * @param security {@link DnsSecurity#BOGUS} where DNSSEC is the cause
   */
  record Failed(String cause, DnsSecurity security) implements DnsAnswer {}
}
