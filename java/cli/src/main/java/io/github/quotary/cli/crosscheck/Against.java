package io.github.quotary.cli.crosscheck;

import java.util.Locale;

/** What a verdict of this engine is compared with. */
public enum Against {
  /** Intel's DCAP library; it trusts Intel's root only. */
  DCAP("Intel's DCAP library"),
  /** Intel's low-level QVL, stage by stage. */
  QVL("Intel's low-level QVL"),
  /** A verdict of Intel's code that was recorded with the case. */
  RECORDED("recorded verdicts of Intel's code");

  private final String title;

  Against(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** The name on the command line and in JSON. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
