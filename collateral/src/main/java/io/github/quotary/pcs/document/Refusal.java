package io.github.quotary.pcs.document;

import io.github.quotary.status.SafeText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A failed request or a refused response. Public methods report it as a {@link FetchFailure}. It
 * has no stack trace. Its detail may quote untrusted input, escaped.
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
    this(SafeText.of(detail), kind, retryAfter);
  }

  private Refusal(String escaped, FailureKind kind, @Nullable Duration retryAfter) {
    super(escaped, null, false, false);
    this.kind = kind;
    this.detail = escaped;
    this.retryAfter = retryAfter;
  }

  /**
   * A refusal with a detail that is escaped already, such as the details of other refusals.
   *
   * @apiNote Internal to this module; may change without notice.
   */
  public static Refusal ofEscaped(FailureKind kind, String escaped) {
    return new Refusal(escaped, kind, null);
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
