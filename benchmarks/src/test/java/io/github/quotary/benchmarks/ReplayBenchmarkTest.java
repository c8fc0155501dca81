package io.github.quotary.benchmarks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.quotary.rtmr.Rtmr;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The benchmark is set up and called once, without JMH: what is measured works. */
class ReplayBenchmarkTest {
  @ParameterizedTest
  @EnumSource
  void replaysALog(ReplayBenchmark.Log log) throws Exception {
    ReplayBenchmark benchmark = new ReplayBenchmark();
    benchmark.log = log;
    benchmark.setUp();
    int events = 0;
    for (Rtmr register : Rtmr.values()) {
      events += benchmark.replay().events(register);
      assertArrayEquals(
          benchmark.bareExtends()[register.index()],
          benchmark.parseAndReplay().computed(register).toByteArray());
    }
    assertEquals(log == ReplayBenchmark.Log.CCEL ? 80 : 30, events);
  }
}
