package io.github.quotary.domain.dns;

import org.xbill.DNS.Name;

/** Where answers of the DNS come from. Implementations are thread-safe and do not throw. */
@FunctionalInterface
public interface DnsSource {
  /**
   * Asks for records of one type.
   *
   * @param name an absolute name
   * @param type {@link org.xbill.DNS.Type}
   */
  DnsAnswer ask(Name name, int type);
}
