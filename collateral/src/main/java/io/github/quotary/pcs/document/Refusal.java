package io.github.quotary.pcs.document;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A request that failed or an answer that is refused. It never leaves this package: it becomes a
 * {@link FetchFailure}. It carries no stack trace. Its detail may quote what a stranger sent, made
 * harmless.
 */
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final FailureKind kind;
  private final String detail;
  private final @Nullable Duration retryAfter;

  public Refusal(FailureKind kind, String detail) {
    this(kind, detail, null);
  }

  public Refusal(FailureKind kind, String detail, @Nullable Duration retryAfter) {
    super(PrintableText.of(detail), null, false, false);
    this.kind = kind;
    this.detail = PrintableText.of(detail);
    this.retryAfter = retryAfter;
  }

  public FailureKind kind() {
    return kind;
  }

  public String detail() {
    return detail;
  }

  /** How long the endpoint asks to be left alone, if it says so. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
