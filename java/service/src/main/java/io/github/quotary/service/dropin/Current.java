package io.github.quotary.service.dropin;

import io.github.quotary.service.engine.Rules;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is made of the rules, made anew when others are in force. Thread-safe.
 *
 * @param <T> what is made
 */
final class Current<T> implements Supplier<T> {
  private final Supplier<Rules> rules;
  private final Function<Rules, T> maker;
  private volatile @Nullable Made<T> made;

  Current(Supplier<Rules> rules, Function<Rules, T> maker) {
    this.rules = rules;
    this.maker = maker;
  }

  private record Made<T>(Rules rules, T value) {}

  @Override
  public T get() {
    Rules now = rules.get();
    Made<T> known = made;
    return known != null && isOf(known, now) ? known.value() : anew();
  }

  private synchronized T anew() {
    Rules now = rules.get();
    Made<T> known = made;
    if (known != null && isOf(known, now)) {
      return known.value();
    }
    T value = maker.apply(now);
    made = new Made<>(now, value);
    return value;
  }

  /** The very rules: to compare their content would take longer than what is saved. */
  @SuppressWarnings("ReferenceEquality")
  private static <T> boolean isOf(Made<T> known, Rules rules) {
    return known.rules() == rules;
  }
}
