package io.github.quotary.verify.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.quotary.fixture.Simulated;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.spec.CertificateSpec;
import io.github.quotary.simulator.spec.CrlSpec;
import io.github.quotary.simulator.spec.PlatformSpec;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.verify.Verifier;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * Every component of certificates, of the platform that they certify, and of revocation lists,
 * changed before it is signed: what it means decides, not a signature.
 */
class SignedComponentTest {
  private static final List<SignedComponent> TABLE = new ArrayList<>();

  /** Trusts the root of the evidence before the change. */
  private static final Verifier VERIFIER = Simulated.verifier(Simulated.upToDate()).build();

  static {
    TABLE.addAll(CertificateComponents.table());
    TABLE.addAll(CrlComponents.table());
    TABLE.addAll(PlatformComponents.table());
  }

  @Provide
  Arbitrary<Long> seeds() {
    return JsonKind.seeds();
  }

  private static void assertExpected(SignedComponent component, long seed) {
    Scenario changed = component.change().apply(Scenario.upToDate(), seed);
    Evidence evidence = Simulated.evidence(changed);
    assertEquals(
        component.expected().apply(changed),
        Words.of(
            VERIFIER.verify(
                ByteBuffer.wrap(evidence.quote()), Simulated.collateral(evidence), evidence.at())),
        () -> component + ", seed " + seed);
  }

  @Property(tries = 250)
  void aChangedComponentHasItsReason(
      @ForAll @IntRange(max = 9999) int which, @ForAll("seeds") long seed) {
    assertExpected(TABLE.get(which % TABLE.size()), seed);
  }

  /** So that no component depends on luck. */
  @Example
  void everyComponentHasItsReason() {
    for (SignedComponent component : TABLE) {
      for (long seed = 0; seed < 6; seed++) {
        assertExpected(component, seed);
      }
      assertExpected(component, 15_000);
    }
  }

  /** A component that the simulator learns to change must get a row here. */
  @Example
  void theTableNamesEveryComponent() {
    for (CertificateComponents.Owner owner : CertificateComponents.Owner.values()) {
      assertEquals(components(CertificateSpec.class), rows(owner.name()));
    }
    for (CrlComponents.Owner owner : CrlComponents.Owner.values()) {
      assertEquals(components(CrlSpec.class), rows(owner.name()));
    }
    assertEquals(components(PlatformSpec.class), rows("platform"));
  }

  private static TreeSet<String> components(Class<?> type) {
    TreeSet<String> names = new TreeSet<>();
    Stream.of(type.getRecordComponents()).map(RecordComponent::getName).forEach(names::add);
    return names;
  }

  private static TreeSet<String> rows(String owner) {
    TreeSet<String> names = new TreeSet<>();
    TABLE.stream()
        .filter(component -> component.owner().equals(owner))
        .map(SignedComponent::name)
        .forEach(names::add);
    return names;
  }
}
