package io.github.quotary.collateral;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.quotary.fixture.JsonDoc;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.Svns;
import io.github.quotary.simulator.spec.TcbLevelSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What the simulator wrote into the levels of a TCB info is what is read from them, sorted. */
class LevelsPropertyTest {

  @Provide
  Arbitrary<List<TcbLevelSpec>> levels() {
    Arbitrary<Svns> svns =
        Arbitraries.oneOf(
                Arbitraries.integers().between(0, 2), Arbitraries.integers().between(0, 255))
            .list()
            .ofSize(16)
            .map(Svns::new);
    return Combinators.combine(
            svns,
            Arbitraries.oneOf(
                Arbitraries.longs().between(0, 2), Arbitraries.longs().between(0, 0xffff_ffffL)),
            svns,
            Arbitraries.longs().between(0, 4_000_000_000L).map(Instant::ofEpochSecond),
            Arbitraries.of("UpToDate", "SWHardeningNeeded", "OutOfDate", "Revoked"),
            Arbitraries.strings().alpha().numeric().ofMaxLength(20).list().ofMaxSize(3))
        .as(TcbLevelSpec::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(8)
        .uniqueElements(level -> List.of(level.sgx(), level.pceSvn(), level.tdx()));
  }

  @Property(tries = 60)
  void everyLevelIsReadAndTheyAreSorted(@ForAll("levels") List<TcbLevelSpec> levels)
      throws JsonFormatException {
    String document =
        Simulated.evidence(Scenario.upToDate().withTcbInfo(info -> info.withLevels(levels)))
            .tcbInfo();
    TcbInfo read = Documents.parseTcbInfo(JsonDoc.of(document));
    List<TcbLevelSpec> expected = new ArrayList<>(levels);
    expected.sort((a, b) -> order(b).compareTo(order(a)));
    assertEquals(
        expected.stream().map(LevelsPropertyTest::words).toList(),
        read.levels().stream().map(LevelsPropertyTest::words).toList());
  }

  /** Numbers of ten digits, so that texts sort like them. */
  private static String order(TcbLevelSpec level) {
    List<Long> numbers = new ArrayList<>();
    level.sgx().values().forEach(svn -> numbers.add((long) svn));
    numbers.add(level.pceSvn());
    level.tdx().values().forEach(svn -> numbers.add((long) svn));
    return numbers.stream().map("%010d"::formatted).collect(Collectors.joining());
  }

  private static String words(TcbLevelSpec level) {
    return numbers(level.sgx())
        + ", "
        + level.pceSvn()
        + ", "
        + numbers(level.tdx())
        + ", "
        + level.date()
        + ", "
        + level.status()
        + ", "
        + level.advisories();
  }

  private static String words(TcbLevel level) {
    return level.sgxComponents()
        + ", "
        + level.pceSvn()
        + ", "
        + level.tdxComponents().orElseThrow()
        + ", "
        + level.tcbDate()
        + ", "
        + level.status().intelName()
        + ", "
        + level.advisoryIds();
  }

  private static String numbers(Svns svns) {
    return svns.values().stream().map(String::valueOf).collect(Collectors.joining(" "));
  }
}
