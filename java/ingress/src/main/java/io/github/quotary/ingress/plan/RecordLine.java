package io.github.quotary.ingress.plan;

import io.github.quotary.ingress.dns.DnsRecord;
import java.util.Locale;

/**
 * A record, and what becomes of it.
 *
 * @param why what to know or to do about it; may be empty
 */
public record RecordLine(DnsRecord record, Fate fate, String why) {
  /** What becomes of a record. */
  public enum Fate {
    /** It is there as it should be. */
    EXISTS,
    /** The ingress will write it. */
    WILL_BE_WRITTEN,
    /** The ingress will take it away: it is its own, and out of date. */
    WILL_BE_DELETED,
    /** Somebody else must make it, and has not yet. */
    TO_BE_MADE_BY_YOU,
    /** It is wanted; whether it is there is not known. */
    UNKNOWN,
    /** It is foreign and stands in the way; it stays. */
    CLASH,
    /** It is wanted, and the provider cannot express it. */
    IMPOSSIBLE;

    /** In words. */
    public String words() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }
}
