package io.github.quotary.ingress.config;

/** The forms that several settings share. */
final class Forms {
  static final int MAX_NAMES = 1000;

  /** The longest time that a timer of HAProxy takes: 2^31 - 1 ms. */
  static final long MAX_TIMER_MILLIS = Integer.MAX_VALUE;

  static final Form.Text NAME =
      new Form.Text(
          DomainName.PATTERN,
          DomainName.MAX_LENGTH,
          "must be a domain name of labels of 1 to 63 letters, digits and hyphens; '*.' may stand"
              + " at its front");

  /** Names that need not be hosts. */
  static final Form.Text DNS_NAME =
      Form.Text.of(
          "[A-Za-z0-9_]([A-Za-z0-9_-]{0,62})(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,62}))*",
          DomainName.MAX_LENGTH,
          "must be a domain name of labels of 1 to 63 letters, digits, hyphens and underscores");

  static final Form.Text TARGET =
      new Form.Text(
          Target.PATTERN,
          1024,
          "must be host:port with a port of 1 to 65535; grpc://, http:// or https:// may stand"
              + " before it and a path after it");

  static final Form.Text SECRET =
      Form.Text.of("[!-~]+", 4096, "must be printable ASCII without spaces");

  static final Form.Text URL =
      Form.Text.of(
          "https?://[A-Za-z0-9._\\[\\]:-]+(/[!-~]*)?(\\?[!-~]*)?",
          2048,
          "must be a URL that begins with https:// or http://");

  static final Form.Text RECORD =
      Form.Text.of(
          "[!-~]+ (A|AAAA|CNAME|TXT|CAA) [ -~]+",
          4096,
          "must be a record as 'quotary ingress plan' shows it: name, type, data");

  static final Form.Text WORD =
      Form.Text.of("[!-~]+", 256, "must be printable ASCII without spaces");

  static final Form.Text IP_ADDRESS =
      Form.Text.of(
          "((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])\\.){3}(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])"
              + "|[0-9A-Fa-f]*:[0-9A-Fa-f.:]*",
          45, "must be an IP address");

  static final Form.Text PATH =
      Form.Text.of("/[^\\x00-\\x1f\\x7f]*", 4096, "must be an absolute path");

  static final Form.Text TIMER =
      Form.Text.of(
          "[0-9]{1,15}(us|ms|s|m|h|d)",
          17,
          "must be a number with one of the suffixes us, ms, s, m, h, d, at most 2147483647ms;"
              + " for example 10s");

  static final Form.Text ALPN =
      Form.Text.of(
          "[A-Za-z0-9./-]+",
          255,
          "must be names of protocols, separated by commas without spaces; for example"
              + " h2,http/1.1");

  static final Form.Whole PORT = new Form.Whole(1, 65535, "(a port)");

  private static final int TEN_YEARS = 315_360_000;

  static final Form.Whole SECONDS = new Form.Whole(1, TEN_YEARS, "of seconds");
  static final Form.Whole SECONDS_OR_NONE = new Form.Whole(0, TEN_YEARS, "of seconds");

  private Forms() {}
}
