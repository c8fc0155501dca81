package io.github.quotary.domain.dns;

import java.util.List;
import java.util.Optional;
import org.xbill.DNS.Name;

/** The DNS's answer to one question. A failed lookup is never an empty answer. */
public sealed interface DnsAnswer {
  /**
   * The DNS answered, possibly with no records.
   *
   * @param records data of the records of the requested type, at the name or where its alias leads
   * @param alias where CNAME records led, if there are any
   * @param security the answer's DNSSEC state
   */
  record Records(List<Rdata> records, Optional<Name> alias, DnsSecurity security)
      implements DnsAnswer {
    /** Copies the records. */
    public Records {
      records = List.copyOf(records);
    }
  }

  /**
   * The DNS did not answer, or its answer failed validation.
   *
   * @param cause SERVFAIL, a timeout, a loop of aliases, ...
   * @param security {@link DnsSecurity#BOGUS} where DNSSEC is the cause
   */
  record Failed(String cause, DnsSecurity security) implements DnsAnswer {}
}
