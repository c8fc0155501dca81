package io.github.quotary.status;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks of one kind of subject in Intel's order. {@link #first} is the fast path, {@link #all} the
 * full report: the same checks, so the same verdict. Immutable.
 *
 * @param <T> what is checked
 */
public final class CheckList<T> {
  private final List<Check<T>> checks;

  private CheckList(List<Check<T>> checks) {
    this.checks = checks;
  }

  /** An empty list to start from. */
  public static <T> Builder<T> builder() {
    return new Builder<>();
  }

  /** The first check that does not pass, or null; later ones are not evaluated. */
  public @Nullable Rejection first(T subject) {
    for (Check<T> check : checks) {
      Problem problem = check.test().test(subject);
      if (problem != null) {
        return new Rejection(check.reason(), problem);
      }
    }
    return null;
  }

  /** Evaluates every check, whatever becomes of those before it. */
  public void all(T subject, Consumer<CheckResult> results) {
    for (Check<T> check : checks) {
      results.accept(CheckResult.of(check.reason(), check.test().test(subject)));
    }
  }

  /** Says that no check could be evaluated. */
  public void none(Consumer<CheckResult> results) {
    for (Check<T> check : checks) {
      results.accept(CheckResult.of(check.reason(), Problem.NOT_EVALUATED));
    }
  }

  /**
   * One check.
   *
   * @param <T> what is checked
   */
  @FunctionalInterface
  public interface Test<T> {
    /**
     * Null if the subject passes, {@link Problem#NOT_EVALUATED} if a part that it needs is missing,
     * else what is wrong.
     */
    @Nullable Problem test(T subject);
  }

  private record Check<T>(RejectReason reason, Test<T> test) {}

  /**
   * Collects checks in order. Not thread-safe.
   *
   * @param <T> what is checked
   */
  public static final class Builder<T> {
    private final List<Check<T>> checks = new ArrayList<>();

    private Builder() {}

    /** Adds a check at the end. */
    public Builder<T> add(RejectReason reason, Test<T> test) {
      checks.add(new Check<>(reason, test));
      return this;
    }

    /** The list. */
    public CheckList<T> build() {
      return new CheckList<>(List.copyOf(checks));
    }
  }
}
