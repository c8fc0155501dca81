package io.github.quotary.domain.dns;

import org.xbill.DNS.Name;

/** Source of DNS answers. Implementations are thread-safe and do not throw. */
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
