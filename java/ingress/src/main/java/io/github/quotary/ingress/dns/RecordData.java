package io.github.quotary.ingress.dns;

import java.util.Locale;

/** What a record says; two are equal if DNS takes them for the same. */
public sealed interface RecordData {
  /** The record's type. */
  RecordType type();

  /** An IPv4 address, in dotted decimals. */
  record A(String address) implements RecordData {
    @Override
    public RecordType type() {
      return RecordType.A;
    }

    @Override
    public String toString() {
      return address;
    }
  }

  /** An IPv6 address, in the one form of RFC 5952. */
  record Aaaa(String address) implements RecordData {
    /** Brings the address into its one form; keeps what is not an IPv6 address. */
    public Aaaa {
      address = Literals.ipv6(address);
    }

    @Override
    public RecordType type() {
      return RecordType.AAAA;
    }

    @Override
    public String toString() {
      return address;
    }
  }

  /** Another name, in lower case without a final dot. */
  record Cname(String target) implements RecordData {
    /** Brings the name into its one form. */
    public Cname {
      target = DnsRecord.plainName(target);
    }

    @Override
    public RecordType type() {
      return RecordType.CNAME;
    }

    @Override
    public String toString() {
      return target;
    }
  }

  /** Text: all its strings together, each byte as one character. */
  record Txt(String text) implements RecordData {
    @Override
    public RecordType type() {
      return RecordType.TXT;
    }

    @Override
    public String toString() {
      return '"' + text + '"';
    }
  }

  /**
   * A CAA property.
   *
   * @param flags 0 to 255; 128 is critical
   * @param tag in lower case
   * @param value each byte as one character
   */
  record Caa(int flags, String tag, String value) implements RecordData {
    /** The tag that says who may issue for a name. */
    public static final String ISSUE = "issue";

    /** The tag that says who may issue for the wildcard below a name. */
    public static final String ISSUE_WILD = "issuewild";

    /** Brings the tag into its one form. */
    public Caa {
      tag = tag.toLowerCase(Locale.ROOT);
    }

    @Override
    public RecordType type() {
      return RecordType.CAA;
    }

    /** Whether it says who may issue certificates for servers. */
    public boolean isIssue() {
      return tag.equals(ISSUE) || tag.equals(ISSUE_WILD);
    }

    /** As zone files write it. */
    @Override
    public String toString() {
      return flags + " " + tag + " \"" + value + "\"";
    }
  }
}
