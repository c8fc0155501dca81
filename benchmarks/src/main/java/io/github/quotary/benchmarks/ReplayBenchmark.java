package io.github.quotary.benchmarks;

import io.github.quotary.rtmr.CcelLog;
import io.github.quotary.rtmr.Event;
import io.github.quotary.rtmr.EventLog;
import io.github.quotary.rtmr.Rtmr;
import io.github.quotary.rtmr.RtmrReplay;
import io.github.quotary.rtmr.RuntimeEventLog;
import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What does a replay cost in addition to its SHA-384 extends? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 30, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets the parameter, and setUp the rest.
public class ReplayBenchmark {
  /** The kind of log. */
  public enum Log {
    /** A binary log of 80 events with 100 bytes each, padded to 64 KiB. */
    CCEL,
    /** A dstack log of 20 firmware events and 10 run-time events. */
    RUNTIME
  }

  /** The log to replay. */
  @Param public Log log;

  private byte[] bytes;
  private EventLog parsed;
  private byte[][] digests;
  private int[] registers;

  /** Creates the log, and checks that a replay gives the same registers as bare extends. */
  @Setup
  public void setUp() throws NoSuchAlgorithmException, DigestException {
    bytes = log == Log.CCEL ? ReplayedLogs.ccel() : ReplayedLogs.runtime();
    parsed = parse();
    List<Event> events = parsed.events();
    digests = events.stream().map(event -> event.digest().toByteArray()).toArray(byte[][]::new);
    registers = events.stream().mapToInt(event -> event.register().orElseThrow().index()).toArray();
    byte[][] expected = bareExtends();
    RtmrReplay replay = replay();
    for (Rtmr register : Rtmr.values()) {
      byte[] computed = replay.computed(register).toByteArray();
      if (!Arrays.equals(expected[register.index()], computed)) {
        throw new IllegalStateException(register + " differs from bare extends");
      }
    }
  }

  private EventLog parse() {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return log == Log.CCEL ? CcelLog.parse(buffer) : RuntimeEventLog.parse(buffer);
  }

  /** The hashes only: the same digests, ready in arrays, in the same order. */
  @Benchmark
  public byte[][] bareExtends() throws NoSuchAlgorithmException, DigestException {
    MessageDigest sha384 = MessageDigest.getInstance("SHA-384");
    byte[][] values = new byte[4][48];
    for (int i = 0; i < digests.length; i++) {
      byte[] value = values[registers[i]];
      sha384.update(value);
      sha384.update(digests[i]);
      sha384.digest(value, 0, value.length);
    }
    return values;
  }

  /** All registers of a parsed log. */
  @Benchmark
  public RtmrReplay replay() {
    return RtmrReplay.of(parsed);
  }

  /** From bytes to registers. */
  @Benchmark
  public RtmrReplay parseAndReplay() {
    return RtmrReplay.of(parse());
  }
}
