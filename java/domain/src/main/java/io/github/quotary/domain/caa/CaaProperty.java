package io.github.quotary.domain.caa;

import io.github.quotary.domain.dns.Rdata;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One CAA property (RFC 8659, section 4.1).
 *
 * @param flags only bit {@value #CRITICAL} has a meaning
 * @param tag as received; tags compare without letter case
 * @param value bytes as Latin-1, so that nothing is lost
 */
public record CaaProperty(int flags, String tag, String value) {
  static final String ISSUE = "issue";
  static final String ISSUE_WILD = "issuewild";

  private static final int CRITICAL = 128;
  private static final int HEADER = 2;
  private static final Pattern TAG = Pattern.compile("[0-9A-Za-z]+");

  /** Tags of the IANA registry; a critical property with another one forbids issuance. */
  private static final Set<String> KNOWN =
      Set.of(ISSUE, ISSUE_WILD, "iodef", "issuemail", "issuevmc", "contactemail", "contactphone");

  /**
   * The property of a CAA record: flags u8, length of the tag u8, tag, value to the end. Empty if
   * it has no tag, or one that is not made of letters and digits (RFC 8659, section 4.1.1).
   */
  public static Optional<CaaProperty> parse(Rdata data) {
    byte[] bytes = data.toByteArray();
    if (bytes.length < HEADER + 1 || HEADER + (bytes[1] & 0xff) > bytes.length) {
      return Optional.empty();
    }
    int value = HEADER + (bytes[1] & 0xff);
    String tag = new String(bytes, HEADER, value - HEADER, StandardCharsets.ISO_8859_1);
    return TAG.matcher(tag).matches()
        ? Optional.of(
            new CaaProperty(
                bytes[0] & 0xff,
                tag,
                new String(bytes, value, bytes.length - value, StandardCharsets.ISO_8859_1)))
        : Optional.empty();
  }

  /** As zone files write it. */
  @Override
  public String toString() {
    return flags + " " + tag + " \"" + value + "\"";
  }

  boolean hasTag(String name) {
    return tag.toLowerCase(Locale.ROOT).equals(name);
  }

  boolean isCriticalUnknown() {
    return (flags & CRITICAL) != 0 && !KNOWN.contains(tag.toLowerCase(Locale.ROOT));
  }
}
