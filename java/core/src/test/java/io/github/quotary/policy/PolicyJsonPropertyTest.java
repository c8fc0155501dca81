package io.github.quotary.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TeeType;
import io.github.quotary.status.TcbStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PolicyJsonPropertyTest {
  private static final String SAMPLE =
      """
      {"tee": "tdx", "tcbStatus": ["UpToDate"], "outOfDate": {"gracePeriod": "P9D"},
       "expired": {"gracePeriod": "P7D"}, "xfam": {"mustBeSet": ["X87", 1]},
       "mrOwner": ["%s"], "reportData": {"paddedWithZeros": ["00ff", "01"]}, "minTeeTcbSvn": {"moduleSvn": 3}}
      """
          .formatted("0a".repeat(48));

  @Provide
  Arbitrary<QuotePolicy> policies() {
    return steps()
        .list()
        .ofMaxSize(12)
        .map(
            steps -> {
              PolicyBuilder builder = QuotePolicy.builder();
              steps.forEach(step -> step.accept(builder));
              return builder;
            })
        .filter(PolicyJsonPropertyTest::goesTogether)
        .map(PolicyBuilder::build);
  }

  private static boolean goesTogether(PolicyBuilder builder) {
    try {
      builder.requireEffect();
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Arbitrary<Consumer<PolicyBuilder>> steps() {
    Arbitrary<Long> longs = Arbitraries.longs();
    Arbitrary<Duration> periods =
        Arbitraries.longs().between(0, 36_500L * 86_400).map(Duration::ofSeconds);
    Arbitrary<Instant> dates =
        Arbitraries.longs().between(946_684_800L, 4_102_444_799L).map(Instant::ofEpochSecond);
    return Arbitraries.oneOf(
        Arbitraries.of(TeeType.class).map(tee -> p -> p.tee(tee)),
        Arbitraries.of(EnumSet.complementOf(EnumSet.of(TcbStatus.REVOKED)))
            .map(status -> p -> p.acceptTcbStatus(status)),
        periods.map(period -> p -> p.outOfDateGrace(period)),
        net.jqwik.api.Combinators.combine(periods, dates)
            .as((period, date) -> p -> p.outOfDateGrace(period, date)),
        periods.map(period -> p -> p.expiredGrace(period)),
        dates.map(date -> p -> p.minTcbDate(date)),
        Arbitraries.integers()
            .between(0, 99_999)
            .map(
                id ->
                    p ->
                        p.acceptedAdvisoryIds(
                            Set.of(String.format(Locale.ROOT, "INTEL-SA-%05d", id)))),
        net.jqwik.api.Combinators.combine(longs, longs)
            .as((must, may) -> p -> p.xfam(new AttributeMask(must, may))),
        net.jqwik.api.Combinators.combine(longs, longs)
            .as((must, may) -> p -> p.tdAttributes(new AttributeMask(must, may))),
        Arbitraries.of(PolicyField.class)
            .flatMap(
                field ->
                    Arbitraries.bytes()
                        .array(byte[].class)
                        .ofSize(field.size())
                        .map(bytes -> p -> p.accept(field, Measurement.of(bytes)))),
        Arbitraries.bytes()
            .array(byte[].class)
            .ofMinSize(1)
            .ofMaxSize(64)
            .list()
            .ofMinSize(1)
            .ofMaxSize(3)
            .map(values -> p -> p.reportDataStartsWith(values.toArray(byte[][]::new))),
        Arbitraries.bytes()
            .array(byte[].class)
            .ofMinSize(1)
            .ofMaxSize(64)
            .map(bytes -> p -> p.reportDataPaddedWithZeros(bytes)),
        Arbitraries.bytes()
            .array(byte[].class)
            .ofSize(64)
            .map(bytes -> p -> p.reportDataExact(bytes)),
        Arbitraries.integers().between(0, 65_535).map(svn -> p -> p.minQeSvn(svn).minPceSvn(svn)),
        Arbitraries.of(PlatformFlag.class).map(flag -> p -> p.platformFlag(flag, true)),
        Arbitraries.integers().between(0, 65_535).map(svn -> p -> p.minIsvSvn(svn)));
  }

  @Property(tries = 300)
  void everyPolicyIsReadBackAsItWasBuilt(@ForAll("policies") QuotePolicy policy) {
    assertEquals(policy, QuotePolicy.fromJson(policy.toJson().getBytes(StandardCharsets.UTF_8)));
  }

  @Property(tries = 2000)
  void damagedTextIsReadOrRefusedAndNothingElse(
      @ForAll("places") int place, @ForAll byte damage, @ForAll boolean cut) {
    byte[] json = SAMPLE.getBytes(StandardCharsets.UTF_8);
    json[place] = damage;
    byte[] given = cut ? java.util.Arrays.copyOf(json, place + 1) : json;
    try {
      QuotePolicy policy = QuotePolicy.fromJson(given);
      assertEquals(policy, QuotePolicy.fromJson(policy.toJson().getBytes(StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException e) {
      // refused, as it should be; anything else that is thrown fails the property
    }
  }

  @Provide
  Arbitrary<Integer> places() {
    return Arbitraries.integers().between(0, SAMPLE.length() - 1);
  }
}
