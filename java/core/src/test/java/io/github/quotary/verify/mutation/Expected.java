package io.github.quotary.verify.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.Supplier;

/** What a changed field leads to, by the specification: a reason, or a status and rules. */
@FunctionalInterface
interface Expected {
  /** The verdict in a word when the field's bytes become others. */
  String of(byte[] before, byte[] after);

  /** The same verdict whatever the field becomes. */
  static Expected always(Enum<?> reason) {
    return (before, after) -> reason.name();
  }

  /** One of several, where it takes a reader of DER to tell which. */
  static Expected oneOf(String... verdicts) {
    return (before, after) -> String.join("|", verdicts);
  }

  /** Fails unless the verdict is the expected one, or one of those. */
  static void assertVerdict(String expected, String verdict, Supplier<String> what) {
    if (!List.of(expected.split("\\|")).contains(verdict)) {
      assertEquals(expected, verdict, what);
    }
  }
}
