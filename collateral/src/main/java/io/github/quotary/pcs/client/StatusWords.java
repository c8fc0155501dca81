package io.github.quotary.pcs.client;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a response with another status than 200 says, and what that means: the service's own words,
 * quoted, and the meaning that Intel's API and its caching service give the status.
 *
 * <p>Source: Intel, API documentation of the Provisioning Certification Service; {@code
 * pccsStatus.js} of the reference caching service.
 */
final class StatusWords {
  private static final String INTEL = "api.trustedservices.intel.com";
  private static final int MAX_READ = 8192;
  private static final int MAX_SHOWN = 300;
  private static final Pattern HIDDEN =
      Pattern.compile("(?is)<(script|style|head)\\b.*?(</\\1\\s*>|$)|<!--.*?(-->|$)");
  private static final Pattern MARKUP = Pattern.compile("(?s)<[^>]*(>|$)");
  private static final Pattern FMSPC = Pattern.compile("(?i)[?&]fmspc=([0-9a-f]{12})(&|$)");

  private StatusWords() {}

  /** The words after the status; they start with a punctuation mark. */
  static String of(HttpReply reply) {
    String own = own(reply.body());
    return (own.isEmpty() ? "" : ", with the words \"" + own + "\"")
        + meaning(reply).map(text -> " (" + text + ")").orElse("");
  }

  /** The service's words on one line, without markup and without quotation marks. */
  private static String own(byte[] body) {
    int length = Math.min(body.length, MAX_READ);
    String text = new String(body, 0, length, StandardCharsets.UTF_8);
    String plain = MARKUP.matcher(HIDDEN.matcher(text).replaceAll(" ")).replaceAll(" ");
    String line =
        plain.replaceAll("[^\\x20-\\x7e]", " ").replace('"', '\'').replaceAll(" +", " ").strip();
    return line.length() > MAX_SHOWN ? line.substring(0, MAX_SHOWN).strip() + "..." : line;
  }

  private static Optional<String> meaning(HttpReply reply) {
    String meaning =
        switch (reply.status()) {
          case 401, 403 ->
              "the service wants credentials, such as a subscription key or a caching service's"
                  + " token; Intel's own wants none for these documents";
          case 404, 410 -> notFound(reply);
          case 407 ->
              "the proxy wants credentials, and none are sent; run a local proxy that adds them";
          case 429 -> "too many requests; ask again later, or use a cache";
          case 461 -> "a caching service's code: the platform is not in its cache";
          case 462 -> "a caching service's code: certificates are not available for certain TCBs";
          case 502 ->
              "the service could not get an answer from one behind it, such as Intel's; ask again"
                  + " later";
          case 503, 504 -> "the service is not available now; ask again later";
          default -> "";
        };
    return Optional.of(meaning).filter(text -> !text.isEmpty());
  }

  private static String notFound(HttpReply reply) {
    Matcher fmspc = FMSPC.matcher("?" + reply.uri().getRawQuery());
    boolean isFamily = fmspc.find();
    if (INTEL.equalsIgnoreCase(reply.uri().getHost())) {
      return isFamily
          ? "Intel publishes no "
              + (reply.uri().getPath().contains("/tdx/") ? "TDX" : "SGX")
              + " TCB info for FMSPC "
              + fmspc.group(1)
              + ": is it a production platform?"
          : "Intel does not publish this document";
    }
    return (isFamily ? "the service has none for FMSPC " + fmspc.group(1) : "the service has none")
        + "; if it is a caching service, it may not be filled: fill it, or ask Intel's service";
  }
}
