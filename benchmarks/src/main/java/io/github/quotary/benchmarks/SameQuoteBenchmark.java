package io.github.quotary.benchmarks;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.Verifier;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
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

/**
 * What does the quote cost on which other verifiers are measured, {@code
 * testvectors/vectors/tdx-v4-up-to-date}? One quote of one host, repeatedly.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 30, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets the parameters, and setUp the rest.
public class SameQuoteBenchmark {
  private static final String VECTOR = "/tdx-v4-up-to-date/";

  /** The vector's time of verification, from its case.json. */
  private static final Instant AT = Instant.parse("2026-06-15T00:00:00Z");

  /** The signature engine. */
  @Param({"BC", "JAVA", "NATIVE", "HYBRID", "ACCP", "CONSCRYPT"})
  public Engine engine;

  /** What is cached between quotes. */
  @Param public CacheLevel kept;

  private ByteBuffer quote;
  private Collateral collateral;
  private Verifier verifier;

  /** Reads the vector and verifies it once. */
  @Setup
  public void setUp() {
    quote = ByteBuffer.wrap(read("quote.bin")).asReadOnlyBuffer();
    collateral = Collateral.fromJson(read("collateral.json"));
    verifier =
        Verifier.builder()
            .policy(QuotePolicy.builder().waiveIdentity().build())
            .trustAnchor(TrustAnchor.of(read("root.pem")))
            .engine(engine.make())
            .cache(kept.limits())
            .build();
    Fleet.requireVerified(verify());
  }

  /** One verdict. */
  @Benchmark
  public VerificationResult verify() {
    return verifier.verify(quote, collateral, AT);
  }

  private static byte[] read(String name) {
    try (InputStream in = SameQuoteBenchmark.class.getResourceAsStream(VECTOR + name)) {
      if (in == null) {
        throw new IllegalStateException("The vector's " + name + " is not in the jar");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
