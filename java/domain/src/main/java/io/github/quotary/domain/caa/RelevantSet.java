package io.github.quotary.domain.caa;

import io.github.quotary.domain.dns.DnsSecurity;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.Name;

/** The relevant resource record set of a name (RFC 8659, section 3). */
public sealed interface RelevantSet {
  /**
   * Every level was asked, up to the one with records if there is one.
   *
   * @param level the name that has records; empty if none up to the top has, and anybody may issue
   * @param alias where the level's CNAME leads, if the records stand there
   * @param properties its properties
   * @param security the weakest DNSSEC state of the answers
   */
  record Found(
      Optional<Name> level,
      Optional<Name> alias,
      List<CaaProperty> properties,
      DnsSecurity security)
      implements RelevantSet {
    /** Copies the properties. */
    public Found {
      properties = List.copyOf(properties);
    }
  }

  /**
   * The lookup of a level failed: nothing is known of that level or those above.
   *
   * @param level the name
   * @param cause why
   * @param security {@link DnsSecurity#BOGUS} where DNSSEC is the cause
   */
  record Unknown(Name level, String cause, DnsSecurity security) implements RelevantSet {}
}
