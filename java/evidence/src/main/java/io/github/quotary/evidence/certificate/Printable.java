package io.github.quotary.evidence.certificate;

import org.bouncycastle.asn1.x500.X500Name;

/** Names of a certificate for one line of text. */
final class Printable {
  private static final int MAX = 200;

  private Printable() {}

  /** The name (RFC 4514), of at most 200 characters, with '?' for what is not printable ASCII. */
  static String of(X500Name name) {
    String text = name.toString();
    String cut = text.length() > MAX ? text.substring(0, MAX) + "..." : text;
    return cut.isEmpty() ? "a nameless subject" : cut.replaceAll("[^ -~]", "?");
  }
}
