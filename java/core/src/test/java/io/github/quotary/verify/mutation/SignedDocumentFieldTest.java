package io.github.quotary.verify.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.quotary.fixture.JsonDoc;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * Every member of Intel's signed documents, changed alone: with the old signature the signature is
 * blamed, and signed anew exactly what the member means. The tables name every member.
 */
class SignedDocumentFieldTest {
  private static final String FIRST_INSTANT = "\"1970-01-01T00:00:00Z\"";

  @Provide
  Arbitrary<Long> seeds() {
    return JsonKind.seeds();
  }

  private static void assertChanged(SignedDocumentCase which, String path, long seed) {
    JsonField field = JsonField.find(which.table(), path);
    if (field.kind().isScalar()) {
      String value = field.kind().other(which.document().get(path), seed);
      JsonDoc changed = which.document().set(path, value);
      String expected = field.changed().of(path, value, changed);
      assertVerdicts(which, changed, expected, path + " = " + value);
    }
  }

  private static void assertVerdicts(
      SignedDocumentCase which, JsonDoc changed, String expected, String what) {
    boolean malformed = expected.equals(which.malformed());
    assertEquals(
        malformed ? expected : which.invalidSignature(),
        which.unsigned(changed),
        () -> which + ", unsigned, " + what);
    assertEquals(expected, which.signed(changed), () -> which + ", signed, " + what);
  }

  private static String any(SignedDocumentCase which, int number) {
    return which.paths().get(number % which.paths().size());
  }

  @Property
  void aChangedMemberHasItsReason(
      @ForAll SignedDocumentCase which,
      @ForAll @IntRange(max = 99999) int number,
      @ForAll("seeds") long seed) {
    assertChanged(which, any(which, number), seed);
  }

  @Property
  void aMemberThatCannotBeIsMalformed(
      @ForAll SignedDocumentCase which,
      @ForAll @IntRange(max = 99999) int number,
      @ForAll @IntRange(max = 99) int value) {
    String path = any(which, number);
    List<String> malformed = JsonField.find(which.table(), path).kind().malformed();
    String json = malformed.get(value % malformed.size());
    assertEquals(
        which.malformed(),
        which.unsigned(which.document().set(path, json)),
        () -> which + ", " + path + " = " + json);
  }

  /** Also elements of arrays: levels, components, identities. */
  @Property(tries = 200)
  void aMemberThatIsLeftOutHasItsReason(
      @ForAll SignedDocumentCase which, @ForAll @IntRange(max = 99999) int number) {
    assertRemoved(which, any(which, number));
  }

  private static void assertRemoved(SignedDocumentCase which, String path) {
    JsonDoc changed = which.document().remove(path);
    String expected = JsonField.find(which.table(), path).removed().of(path, "", changed);
    assertVerdicts(which, changed, expected, "without " + path);
  }

  /** Intel may add members; the signature covers them. */
  @Property(tries = 100)
  void anUnknownMemberIsReadOver(
      @ForAll SignedDocumentCase which, @ForAll @IntRange(max = 99999) int number) {
    String path = any(which, number);
    String parent = path.contains("/") ? path.substring(0, path.lastIndexOf('/') + 1) : "";
    if (!path.matches(".*/[0-9]+")) {
      JsonDoc changed = which.document().set(parent + "unknown", "{\"a\":[1]}");
      assertVerdicts(which, changed, Words.TRUSTED, parent + "unknown");
    }
  }

  /** So that no member depends on luck: each kind of place once, changed and left out. */
  @Example
  void everyMemberHasItsReason() {
    for (SignedDocumentCase which : SignedDocumentCase.values()) {
      assertEquals(Words.TRUSTED, which.signed(which.document()), which.name());
      for (String path : oneOfEach(which)) {
        assertChanged(which, path, 5);
        assertRemoved(which, path);
        // Nobody looks at the signature of what is malformed.
        for (String json : JsonField.find(which.table(), path).kind().malformed()) {
          JsonDoc changed = which.document().set(path, json);
          assertEquals(
              which.malformed(), which.unsigned(changed), () -> which + ", " + path + " = " + json);
        }
      }
    }
  }

  private static List<String> oneOfEach(SignedDocumentCase which) {
    Set<JsonField> seen = new HashSet<>();
    List<String> paths = new ArrayList<>();
    for (String path : which.paths()) {
      if (seen.add(JsonField.find(which.table(), path))) {
        paths.add(path);
      }
    }
    return paths;
  }

  @Example
  void theTablesNameEveryMember() {
    Set<JsonField> met = new HashSet<>();
    for (SignedDocumentCase which : SignedDocumentCase.values()) {
      for (String path : which.paths()) {
        met.add(JsonField.find(which.table(), path));
      }
    }
    Set<JsonField> rows = new HashSet<>(TcbInfoFields.TABLE);
    rows.addAll(QeIdentityFields.TABLE);
    rows.removeAll(met);
    assertEquals(Set.of(), rows, "every row of the tables is met");
  }

  /** Intel takes the first instant of 1970 for a date that is missing. */
  @Example
  void theFirstInstantOf1970IsNoDate() {
    for (SignedDocumentCase which : SignedDocumentCase.values()) {
      for (String path : List.of("issueDate", "nextUpdate")) {
        JsonDoc changed = which.document().set(path, FIRST_INSTANT);
        assertEquals("DATE_UNEXPECTED", which.unsigned(changed), () -> which + ", " + path);
        assertEquals("DATE_UNEXPECTED", which.signed(changed), () -> which + ", " + path);
      }
    }
  }
}
