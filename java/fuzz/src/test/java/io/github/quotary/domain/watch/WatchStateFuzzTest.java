package io.github.quotary.domain.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.quotary.fuzz.Seeds;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** The watch's state as it lies on the disk. What was read is written as a state that reads so. */
class WatchStateFuzzTest {
  static Stream<byte[]> seeds() {
    String time = "\"2026-01-01T00:00:00Z\"";
    return Stream.of(
        Seeds.utf8(StateJson.write(WatchState.empty())),
        Seeds.utf8(
            ("{'version':1,'names':{'example.com':{'since':T,'observations':3,'last_observed':T,"
                    + "'last_conclusive':T,'silent':false,'checks':{'CAA-1':true},'facts':{'app':"
                    + "{'value':'a','since':T,'seen':{'a':T},'returning':{'value':'b','since':T}}},"
                    + "'keys':{'00':{'first_seen':T,'last_seen':T,'attested':true,'trusted':false}},"
                    + "'certificates':{'00':{'first_seen':T,'not_after':T,'attested':true}},"
                    + "'caa':{'example.com':{'first_locked':T,'locked_since':T,'entries':[{'at':T,"
                    + "'lock':'x','records':'y'}]}},'expiries':{'a':T},'ends':{'b':T},'alerts':{},"
                    + "'test_root':'x'}},'outbox':[]}")
                .replace('\'', '"')
                .replace("T,", time + ",")
                .replace("T}", time + "}")));
  }

  @MethodSource("seeds")
  @FuzzTest
  void fuzz(byte[] input) {
    WatchState state;
    try {
      state = StateJson.read(input);
    } catch (IllegalArgumentException e) {
      return;
    }
    WatchState again = StateJson.read(Seeds.utf8(StateJson.write(state)));
    assertEquals(state, again);
    PrometheusText.of(state);
  }
}
