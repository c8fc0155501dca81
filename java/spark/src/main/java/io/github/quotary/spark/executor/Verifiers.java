package io.github.quotary.spark.executor;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.pcs.bundle.CollateralBundle;
import io.github.quotary.spark.column.PlatformCache;
import io.github.quotary.spark.config.CollateralSet;
import io.github.quotary.spark.config.VerifierSettings;
import io.github.quotary.verify.CacheLimits;
import io.github.quotary.verify.Verifier;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The verifiers of this JVM: one for each configuration, shared by all tasks, with all that it has
 * cached. Those that differ in policy or collateral alone share their caches and their engine.
 * Thread-safe.
 */
public final class Verifiers {
  /** More configurations than a JVM is asked for at a time; the one used last longest ago goes. */
  private static final int MAX = 8;

  /** About how much memory a platform's chain takes. */
  private static final long BYTES_PER_HOST = 8 << 10;

  /**
   * Entries of the cache for each host. Hosts fall into its sets by chance, and where one is full
   * they evict each other, though there is room elsewhere.
   */
  private static final int ENTRIES_PER_HOST = 4;

  private static final Verifiers OF_JVM = new Verifiers();

  private final Map<VerifierSettings, Verifier> bases = new Recent<>(MAX);
  private final Map<Key, Ready> ready = new Recent<>(2 * MAX);

  private Verifiers() {}

  /** Those of this JVM. */
  public static Verifiers ofJvm() {
    return OF_JVM;
  }

  /**
   * A verifier with its collateral.
   *
   * @param verifier verifies, and finds the collateral of quotes that have none
   * @param single the collateral of every quote without its own, if it is of one platform
   * @param bundle the bundle, if it is one
   * @param platforms the columns of its platforms, as Spark holds them
   */
  public record Ready(
      Verifier verifier,
      @Nullable Collateral single,
      Optional<CollateralBundle> bundle,
      PlatformCache platforms) {}

  /**
   * The verifier of these settings.
   *
   * @param collateralId tells the collateral apart; empty for none
   * @param collateral is asked for the collateral once
   * @throws IllegalStateException if the engine cannot be used here
   */
  public synchronized Ready get(
      VerifierSettings settings, String collateralId, Supplier<CollateralSet> collateral) {
    return computeIfAbsent(ready, new Key(settings, collateralId), key -> make(key, collateral));
  }

  private Ready make(Key key, Supplier<CollateralSet> collateral) {
    Verifier base =
        computeIfAbsent(bases, key.settings().withoutPolicy(), any -> base(key.settings()));
    Verifier verifier = base.withPolicy(key.settings().policy());
    PlatformCache platforms = new PlatformCache(key.settings().hosts());
    if (key.collateralId().isEmpty()) {
      return new Ready(verifier, null, Optional.empty(), platforms);
    }
    CollateralSet.Content content = collateral.get().parse();
    CollateralSource source =
        content
            .bundle()
            .<CollateralSource>map(BundleSource::new)
            .or(() -> content.single().map(CollateralSource::of))
            .orElseGet(CollateralSource::none);
    return new Ready(
        verifier.withCollateralSource(source),
        content.single().orElse(null),
        content.bundle(),
        platforms);
  }

  private static Verifier base(VerifierSettings settings) {
    int hosts = settings.hosts();
    int entries = Math.multiplyExact(ENTRIES_PER_HOST, hosts);
    long tableBytes = Math.min(EcdsaP256.tableBytes(hosts), Runtime.getRuntime().maxMemory() / 4);
    CacheLimits standard = CacheLimits.standard();
    return Verifier.builder()
        .trustAnchor(settings.trustAnchor())
        .generation(settings.qvlGeneration())
        .engine(Engines.named(settings.engine(), tableBytes))
        .cache(
            new CacheLimits(
                standard.collaterals(),
                entries,
                entries,
                Math.max(standard.bytes(), hosts * BYTES_PER_HOST)))
        .build();
  }

  private static <K, V> V computeIfAbsent(Map<K, V> map, K key, Function<K, V> maker) {
    V known = map.get(key);
    if (known == null) {
      known = maker.apply(key);
      map.put(key, known);
    }
    return known;
  }

  /** What a verifier is found by. */
  private record Key(VerifierSettings settings, String collateralId) {}

  /** A bounded map that drops what was used last longest ago. */
  private static final class Recent<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    private final int max;

    Recent(int max) {
      super(16, 0.75f, true);
      this.max = max;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > max;
    }
  }
}
