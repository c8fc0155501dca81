package io.github.quotary.domain.report;

import java.util.Locale;

/** Where evidence came from. Nobody signs a capture or files: they are their maker's word. */
public enum EvidenceSource {
  /** The domain itself, over TLS, by this program. */
  LIVE("the domain itself"),
  /** A capture that somebody made before. */
  CAPTURE("a capture that nobody signs: TLS, DNS and CT facts in it are its maker's word"),
  /** Files that somebody collected. */
  FILES("files that nobody signs: TLS, DNS and CT facts in them are their collector's word");

  private final String words;

  EvidenceSource(String words) {
    this.words = words;
  }

  /** The name in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The source in words, with what it is worth. */
  public String words() {
    return words;
  }
}
