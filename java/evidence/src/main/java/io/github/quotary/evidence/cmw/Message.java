package io.github.quotary.evidence.cmw;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A conceptual message in a wrapper.
 *
 * @param label what its collection calls it; empty outside of one
 * @param type its media type, or the number of its CoAP content format
 * @param value its bytes
 * @param indicator which kinds of messages it may hold, a bit each
 */
record Message(String label, String type, ByteBuffer value, OptionalLong indicator) {
  private static final Pattern MEDIA_TYPE =
      Pattern.compile("[A-Za-z0-9!#$&^_.+-]{1,127}/[A-Za-z0-9!#$&^_.+-]{1,127}(;[ -~]{0,512})?");
  private static final int MAX_CONTENT_FORMAT = 0xffff;
  private static final int EVIDENCE = 4;
  private static final int MAX_LABEL = 60;

  Message {
    label = printable(label);
  }

  /** Whether a text is a media type. */
  static boolean isMediaType(String text) {
    return MEDIA_TYPE.matcher(text).matches();
  }

  /** Whether a number may be a content format: 0 to 65535. */
  static boolean isContentFormat(long number) {
    return number >= 0 && number <= MAX_CONTENT_FORMAT;
  }

  /** Whether it is evidence, or does not say that it is not. */
  boolean mayBeEvidence() {
    return indicator.isEmpty() || (indicator.getAsLong() & EVIDENCE) != 0;
  }

  /**
   * Whether it may hold a quote: types that name TDX, SGX or a report of {@code configfs-tsm},
   * those that say nothing, and wrappers again.
   */
  boolean mayHoldAQuote() {
    String name = type.toLowerCase(Locale.ROOT).replaceAll(";.*", "").strip();
    return name.equals("42")
        || name.equals("50")
        || name.equals("application/octet-stream")
        || name.equals("application/json")
        || name.matches("application/(vnd\\.veraison\\.)?cmw\\+(json|cbor)")
        || name.matches("application/.*(tdx|sgx|dcap|configfs-tsm|tsm-report).*");
  }

  /** Whether it is an EAT or another CWT, whose claims are not read. */
  boolean isToken() {
    return type.matches("(?i)application/(eat|cwt|psa-attestation-token).*") || type.equals("61");
  }

  /** Where it stands, for people. */
  String place() {
    return (label.isEmpty() ? "CMW" : "CMW member " + label) + " of type " + type;
  }

  private static String printable(String text) {
    String cut = text.length() > MAX_LABEL ? text.substring(0, MAX_LABEL) + "..." : text;
    return cut.replaceAll("[^ -~]", "?");
  }
}
