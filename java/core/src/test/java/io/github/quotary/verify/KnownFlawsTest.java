package io.github.quotary.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.CollateralKey;
import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.quote.Quote;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.fault.Fault;
import io.github.quotary.simulator.fault.Oddity;
import io.github.quotary.simulator.fault.VectorSource;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.status.TcbStatus;
import io.github.quotary.tcb.QvlGeneration;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Flaws that verifiers of quotes have had, and the tests that each implies: an index of {@link
 * KnownFlaw}s, and the tests that have no better place.
 */
class KnownFlawsTest {
  private static final Path REPOSITORY = Path.of("../..");

  private static final Map<String, VectorSource> CASES =
      VectorSource.all().stream().collect(Collectors.toMap(VectorSource::id, Function.identity()));

  static Stream<KnownFlaw> withCases() {
    return Stream.of(KnownFlaw.values()).filter(flaw -> !flaw.cases().isEmpty());
  }

  static Stream<KnownFlaw> withTests() {
    return Stream.of(KnownFlaw.values()).filter(flaw -> !flaw.tests().isEmpty());
  }

  /** None is left out: these are the flaws by their letters and numbers. */
  @Test
  void everyFlawHasATest() {
    TreeSet<String> expected = new TreeSet<>();
    Map.of("A", 11, "B", 7, "C", 17, "D", 6, "E", 8, "F", 8, "G", 8)
        .forEach(
            (letter, last) ->
                IntStream.rangeClosed(1, last).forEach(number -> expected.add(letter + number)));
    expected.remove("E7");
    assertEquals(
        expected,
        Stream.of(KnownFlaw.values())
            .filter(flaw -> !flaw.cases().isEmpty() || !flaw.tests().isEmpty())
            .map(KnownFlaw::name)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  /** What is wrong is not trusted, in either generation; what is odd has the verdict of its own. */
  @ParameterizedTest
  @MethodSource("withCases")
  void everyCaseHasItsVerdict(KnownFlaw flaw) {
    for (String id : flaw.cases()) {
      VectorSource source = CASES.get(id);
      assertTrue(source != null, "there is no case " + id);
      for (QvlGeneration generation : QvlGeneration.values()) {
        VerificationResult result = Simulated.verify(Simulated.evidence(source), generation);
        assertEquals(source.expectation().trusted(), result.isTrusted(), id);
        assertFalse(source instanceof Fault && result.isTrusted(), id);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("withTests")
  void everyTestIsThere(KnownFlaw flaw) throws IOException {
    for (String test : flaw.tests()) {
      String[] parts = test.split("#", -1);
      String source = Files.readString(REPOSITORY.resolve(parts[0] + ".java"));
      assertTrue(source.contains("void " + parts[1] + "("), test);
    }
  }

  /** A11: a source is told what platform it is, and nothing that evidence could make an address. */
  @Test
  void a11SourceIsAskedByPlatformAlone() {
    List<Method> asking =
        Arrays.stream(CollateralSource.class.getMethods())
            .filter(method -> Modifier.isAbstract(method.getModifiers()))
            .toList();
    assertEquals(1, asking.size());
    assertEquals(List.of(CollateralKey.class), List.of(asking.get(0).getParameterTypes()));
    assertEquals(
        List.of("Measurement", "CaType", "TeeType"),
        Arrays.stream(CollateralKey.class.getRecordComponents())
            .map(component -> component.getType().getSimpleName())
            .toList());
  }

  /** B7: what its issuer lets live for years is good for years. */
  @Test
  void b7IssuersWindowIsTheOnlyAge() {
    Instant old = Instant.parse("2025-02-01T00:00:00Z");
    Instant end = Instant.parse("2034-12-01T00:00:00Z");
    Scenario scenario = Scenario.upToDate(QuoteShape.V4_TDX);
    Evidence evidence =
        Simulated.evidence(
            scenario
                .withTcbInfo(info -> info.withIssueDate(old).withNextUpdate(end))
                .withQeIdentity(identity -> identity.withIssueDate(old).withNextUpdate(end)));
    assertTrue(Simulated.verify(evidence).isTrusted());
  }

  /** C15: nothing about a status says "good" in a word. */
  @Test
  void c15StatusIsNotABoolean() {
    List<String> asked =
        Arrays.stream(TcbStatus.class.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .filter(method -> method.getReturnType() == boolean.class)
            .map(Method::getName)
            .sorted()
            .toList();
    assertEquals(List.of("isOutOfDate", "needsConfiguration"), asked);
  }

  /** D5: what anybody may change makes no other quote of a quote. */
  @Test
  void d5MalleableBytesAreNoIdentity() {
    Quote sound =
        Quote.parse(
            ByteBuffer.wrap(Simulated.evidence(Scenario.upToDate(QuoteShape.V4_TDX)).quote()));
    for (Oddity oddity : List.of(Oddity.HIGH_S, Oddity.TRAILING_ZEROS)) {
      Quote other = Quote.parse(ByteBuffer.wrap(Simulated.evidence(oddity).quote()));
      assertEquals(sound.id(), other.id(), oddity.id());
    }
  }

  /** D6: a TDX module that no list names is known by Intel's signature. */
  @Test
  void d6ModuleNeedsNoList() {
    for (Oddity oddity : List.of(Oddity.MODULE_VERSION_0, Oddity.MODULE_VERSION_3)) {
      assertInstanceOf(
          VerificationResult.Verified.class, Simulated.verify(Simulated.evidence(oddity)));
    }
  }
}
