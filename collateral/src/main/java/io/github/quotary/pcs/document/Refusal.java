package io.github.quotary.pcs.document;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A failed request or a refused response. Public methods report it as a {@link FetchFailure}. It
 * has no stack trace. Its detail may quote untrusted input, with unprintable characters replaced.
 *
 * @apiNote Internal to this module; may change without notice.
 */
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final FailureKind kind;
  private final String detail;
  private final @Nullable Duration retryAfter;

  /** A refusal without {@code Retry-After}. */
  public Refusal(FailureKind kind, String detail) {
    this(kind, detail, null);
  }

  /** A refusal; null if the endpoint did not send {@code Retry-After}. */
  public Refusal(FailureKind kind, String detail, @Nullable Duration retryAfter) {
    super(PrintableText.of(detail), null, false, false);
    this.kind = kind;
    this.detail = PrintableText.of(detail);
    this.retryAfter = retryAfter;
  }

  /** Kind of the failure. */
  public FailureKind kind() {
    return kind;
  }

  /** Description of the failure. */
  public String detail() {
    return detail;
  }

  /** The wait that the endpoint asked for; null if it did not. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
