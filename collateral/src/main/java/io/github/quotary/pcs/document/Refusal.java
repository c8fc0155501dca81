package io.github.quotary.pcs.document;

import io.github.quotary.status.SafeText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A request that failed or an answer that is refused. It never leaves this package: it becomes a
 * {@link FetchFailure}. It carries no stack trace. Its detail may quote what a stranger sent,
 * escaped.
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
    this(SafeText.of(detail), kind, retryAfter);
  }

  private Refusal(String escaped, FailureKind kind, @Nullable Duration retryAfter) {
    super(escaped, null, false, false);
    this.kind = kind;
    this.detail = escaped;
    this.retryAfter = retryAfter;
  }

  /** A refusal whose detail is made of the details of others, which are escaped already. */
  public static Refusal ofEscaped(FailureKind kind, String escaped) {
    return new Refusal(escaped, kind, null);
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
