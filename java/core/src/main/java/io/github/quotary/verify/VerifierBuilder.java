package io.github.quotary.verify;

import static java.util.Objects.requireNonNull;

import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.Expected;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.tcb.QvlGeneration;
import java.time.Clock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Collects what of a {@link Verifier} differs from the defaults. Not thread-safe. */
public final class VerifierBuilder {
  private static final int MIB = 1 << 20;

  private @Nullable TrustAnchor trustAnchor;
  private QvlGeneration generation = QvlGeneration.V1_27;
  private QuotePolicy policy = QuotePolicy.strict();
  private @Nullable EcdsaP256 engine;
  private CollateralSource source = CollateralSource.none();
  private Clock clock = Clock.systemUTC();
  private CacheLimits cacheLimits = CacheLimits.standard();
  private @Nullable VerdictListener listener;
  private LongSupplier ticker = () -> 0;
  private int maxQuoteBytes = MIB;
  private int maxCollateralBytes = 4 * MIB;

  VerifierBuilder() {}

  /**
   * The root key to trust. Unless set, it is that of the collateral source if the source has one,
   * otherwise Intel's.
   */
  public VerifierBuilder trustAnchor(TrustAnchor anchor) {
    trustAnchor = requireNonNull(anchor, "anchor");
    return this;
  }

  /** The generation of Intel's QVL to decide like; 1.27 unless set. */
  public VerifierBuilder generation(QvlGeneration newGeneration) {
    generation = requireNonNull(newGeneration, "generation");
    return this;
  }

  /** What a verified quote must meet; {@link QuotePolicy#strict()} unless set. */
  public VerifierBuilder policy(QuotePolicy newPolicy) {
    policy = requireNonNull(newPolicy, "policy");
    return this;
  }

  /**
   * Who verifies signatures. Unless set, {@link EcdsaP256#java(long)}, a new one for each verifier,
   * with tables for as many platforms as the {@linkplain #cache cache} holds, as far as they take
   * no more than a quarter of the largest heap that the JVM may have.
   */
  public VerifierBuilder engine(EcdsaP256 newEngine) {
    engine = requireNonNull(newEngine, "engine");
    return this;
  }

  /** Where collateral comes from when none is given; nowhere unless set. */
  public VerifierBuilder collateralSource(CollateralSource newSource) {
    source = requireNonNull(newSource, "source");
    return this;
  }

  /** The time of verification when none is given; the system's clock unless set. */
  public VerifierBuilder clock(Clock newClock) {
    clock = requireNonNull(newClock, "clock");
    return this;
  }

  /** How much of what was proved is cached; {@link CacheLimits#standard()} unless set. */
  public VerifierBuilder cache(CacheLimits newLimits) {
    cacheLimits = requireNonNull(newLimits, "limits");
    return this;
  }

  /**
   * Hears of every verdict; nobody unless set.
   *
   * @param newListener the listener
   * @param newTicker nanoseconds from any start, for example {@code System::nanoTime}
   */
  public VerifierBuilder listener(VerdictListener newListener, LongSupplier newTicker) {
    listener = requireNonNull(newListener, "listener");
    ticker = requireNonNull(newTicker, "ticker");
    return this;
  }

  /**
   * Size above which a quote is refused unread; 1 MiB unless set.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public VerifierBuilder maxQuoteBytes(int bytes) {
    maxQuoteBytes = notNegative(bytes);
    return this;
  }

  /**
   * Size above which collateral is refused unread; 4 MiB unless set.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public VerifierBuilder maxCollateralBytes(int bytes) {
    maxCollateralBytes = notNegative(bytes);
    return this;
  }

  private static int notNegative(int bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("A size of " + bytes + " bytes; 0 or more are needed");
    }
    return bytes;
  }

  /**
   * The verifier.
   *
   * @throws IllegalArgumentException if the source checks its documents under another root
   */
  public Verifier build() {
    TrustAnchor anchor =
        trustAnchor != null
            ? trustAnchor
            : source.trustAnchor().orElseGet(TrustAnchor::intelSgxRootCa);
    requireSameAnchor(anchor, source);
    EcdsaP256 ecdsa =
        engine != null
            ? engine
            : EcdsaP256.java(tableBytes(cacheLimits.platforms(), Runtime.getRuntime().maxMemory()));
    return new Verifier(
        new Pipeline(
            anchor,
            ecdsa,
            new Arguments.Limits(maxQuoteBytes, maxCollateralBytes),
            new VerifierCache(cacheLimits),
            source),
        new VerificationContext(anchor, generation, policy, Expected.nothing(), ecdsa.name()),
        clock,
        listener,
        ticker);
  }

  /** Enough for the platforms that are cached, but no more than a quarter of the heap. */
  static long tableBytes(int platforms, long heapBytes) {
    return Math.min(EcdsaP256.tableBytes(platforms), heapBytes / 4);
  }

  static void requireSameAnchor(TrustAnchor anchor, CollateralSource source) {
    TrustAnchor other = source.trustAnchor().orElse(anchor);
    if (!other.equals(anchor)) {
      throw new IllegalArgumentException(
          "The verifier trusts "
              + anchor
              + ", but its collateral source checks documents under "
              + other
              + "; give both the same root, or the source alone");
    }
  }
}
