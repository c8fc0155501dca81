package io.github.quotary.cli.simulate;

import io.github.quotary.simulator.spec.Svns;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** How a component of a record is written on the command line. */
final class Kind {
  private static final String OR_NONE = " or none";

  private Kind() {}

  /**
   * By the type of the component, and the kind in the table of fields.
   *
   * @param kind {@code text}, {@code date}, {@code hex COUNT}, {@code hex up to COUNT}, {@code
   *     number SMALLEST LARGEST}, each with or without {@code or none}; or empty
   */
  static Value<?> of(Type type, String kind) {
    if (kind.endsWith(OR_NONE)) {
      String some = kind.substring(0, kind.length() - OR_NONE.length());
      return type == OptionalLong.class ? optionalLong(some) : nullable(of(type, some));
    }
    if (type instanceof ParameterizedType collection) {
      Value<?> element = of(collection.getActualTypeArguments()[0], kind);
      return collection.getRawType() == Set.class ? set(element) : Value.listOf(element);
    }
    String[] words = kind.split(" ", -1);
    return switch (words[0]) {
      case "text" -> Value.text();
      case "date" -> Value.certificateDate();
      case "hex" ->
          words.length == 2
              ? Value.hex(Integer.parseInt(words[1]))
              : Value.hexUpTo(Integer.parseInt(words[3]));
      case "number" ->
          type == int.class
              ? Value.number(Integer.parseInt(words[1]), Integer.parseInt(words[2]))
              : Value.wholeNumber(Long.parseLong(words[1]), Long.parseLong(words[2]));
      default -> of((Class<?>) type);
    };
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Value<?> of(Class<?> type) {
    if (type.isEnum()) {
      return Value.choice((Class) type);
    }
    if (type == boolean.class) {
      return Value.flag();
    }
    if (type == Instant.class) {
      return Value.instant();
    }
    if (type == BigInteger.class) {
      return Value.serial();
    }
    if (type == Svns.class) {
      return Value.svns();
    }
    throw new IllegalStateException("values of " + type + " need a kind");
  }

  private static <V> Value<V> nullable(Value<V> some) {
    return some.orNone().as(value -> value.orElse(null), Optional::ofNullable);
  }

  private static Value<OptionalLong> optionalLong(String kind) {
    @SuppressWarnings("unchecked")
    Value<Long> some = (Value<Long>) of(long.class, kind);
    return some.orNone()
        .as(
            value -> value.map(OptionalLong::of).orElseGet(OptionalLong::empty),
            value -> value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty());
  }

  private static <V> Value<Set<V>> set(Value<V> element) {
    return Value.listOf(element).as(Set::copyOf, set -> set.stream().sorted().toList());
  }
}
