package io.github.quotary.cli.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Collects the settings of one part of a scenario.
 *
 * @param <T> the part
 */
final class Fields<T> {
  private final String prefix;
  private final Lens<T> lens;
  private final List<Setting> settings = new ArrayList<>();

  Fields(String prefix, Lens<T> lens) {
    this.prefix = prefix;
    this.lens = lens;
  }

  /** A value that may decide a verdict. */
  <V> Fields<T> add(
      String name,
      Value<V> value,
      Function<T, V> getter,
      BiFunction<T, V, T> wither,
      String about) {
    settings.add(setting(name, value, getter, wither, about, false));
    return this;
  }

  /** A value that no verdict depends on. */
  <V> Fields<T> addHarmless(
      String name,
      Value<V> value,
      Function<T, V> getter,
      BiFunction<T, V, T> wither,
      String about) {
    settings.add(setting(name, value, getter, wither, about, true));
    return this;
  }

  private <V> Setting setting(
      String name,
      Value<V> value,
      Function<T, V> getter,
      BiFunction<T, V, T> wither,
      String about,
      boolean harmless) {
    return new Setting(
        prefix + "." + name,
        value.form(),
        about,
        harmless,
        (scenario, indexes) -> value.printer().apply(getter.apply(lens.get(scenario, indexes))),
        (scenario, indexes, text) -> {
          V parsed = value.parse(text);
          return lens.change(scenario, indexes, part -> wither.apply(part, parsed));
        });
  }

  List<Setting> list() {
    return List.copyOf(settings);
  }
}
