package io.github.quotary.service.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.quotary.crypto.Sha2;
import io.github.quotary.service.exchange.Answer;
import io.github.quotary.status.RejectReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The page at the service's root: one HTML document with its style and script inside. Its content
 * security policy allows that very style and script, requests to the service itself, and nothing
 * else. The answer is always the same; thread-safe.
 */
public final class ServicePage {
  /** The script's parts, in the order in which they are joined. */
  private static final List<String> SCRIPTS =
      List.of(
          "dom.js",
          "words.js",
          "sentence.js",
          "picture.js",
          "chain.js",
          "tcb.js",
          "measurements.js",
          "verdict.js",
          "domain.js",
          "replay.js",
          "exchange.js",
          "page.js");

  private static final String STYLE = read("page.css");
  private static final String SCRIPT =
      reasons() + SCRIPTS.stream().map(ServicePage::read).collect(Collectors.joining());

  private static final byte[] BODY =
      read("index.html").replace("{{style}}", STYLE).replace("{{script}}", SCRIPT).getBytes(UTF_8);

  /** The content security policy (level 3) with the hashes of the style and the script. */
  public static final String CONTENT_SECURITY_POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src '" + hash(SCRIPT) + "'",
          "style-src '" + hash(STYLE) + "'",
          "img-src data:",
          "connect-src 'self'",
          "base-uri 'none'",
          "form-action 'none'",
          "frame-ancestors 'none'",
          "require-trusted-types-for 'script'",
          "trusted-types 'none'");

  private static final Answer ANSWER =
      new Answer(
          200,
          "text/html; charset=utf-8",
          Map.of(
              "content-security-policy",
              CONTENT_SECURITY_POLICY,
              "x-content-type-options",
              "nosniff",
              "referrer-policy",
              "no-referrer",
              "cross-origin-opener-policy",
              "same-origin",
              "cross-origin-resource-policy",
              "same-origin",
              "permissions-policy",
              "camera=(), geolocation=(), microphone=()",
              "cache-control",
              "no-cache",
              "etag",
              '"' + HexFormat.of().formatHex(Sha2.sha256(BODY)) + '"'),
          BODY);

  private ServicePage() {}

  /** The page with all its headers. */
  public static Answer answer() {
    return ANSWER;
  }

  /** Reasons of rejections in the order in which they are looked for. */
  private static String reasons() {
    return Stream.of(RejectReason.values())
        .map(reason -> "'" + reason + "'")
        .collect(Collectors.joining(", ", "const REASONS = [", "];\n"));
  }

  private static String hash(String text) {
    return "sha256-" + Base64.getEncoder().encodeToString(Sha2.sha256(text.getBytes(UTF_8)));
  }

  private static String read(String name) {
    try (InputStream in = ServicePage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the jar");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
