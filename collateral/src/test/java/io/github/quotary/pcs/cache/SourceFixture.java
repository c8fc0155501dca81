package io.github.quotary.pcs.cache;

import io.github.quotary.collateral.CollateralSource.Lookup;
import io.github.quotary.pcs.client.PcsClient;
import io.github.quotary.pcs.document.Platforms;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.simulator.pcs.FakePcs;
import io.github.quotary.simulator.pcs.PcsDialect;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A source over a fake service: everything happens in the caller's thread, at a given time. */
public final class SourceFixture implements AutoCloseable {
  static final Duration A_DAY = Duration.ofDays(1);

  public final FakePcs pcs;
  final TestClock clock;
  final List<CollateralEvent> events = new CopyOnWriteArrayList<>();
  final ManualScheduler scheduler = new ManualScheduler();

  public SourceFixture(FakePcs pcs) {
    this(pcs, new TestClock(Platforms.TDX.at()));
  }

  public SourceFixture(FakePcs pcs, TestClock clock) {
    this.pcs = pcs;
    this.clock = clock;
  }

  public SourceFixture(Scenario... platforms) {
    this(start(platforms));
  }

  /** A service that has generated its evidence already, so that it responds at once. */
  static FakePcs start(Scenario... platforms) {
    FakePcs.Builder builder = FakePcs.seeded(Platforms.SEED).dialect(PcsDialect.PCCS_V4);
    for (Scenario each : platforms) {
      builder.platform(each);
    }
    FakePcs pcs = builder.start();
    for (Scenario each : platforms) {
      pcs.evidence(each);
    }
    return pcs;
  }

  PcsClient.Builder client() {
    return Platforms.client(pcs).clock(clock).maxBodyBytes(1 << 18);
  }

  public CachingCollateralSource.Builder builder() {
    return builder(client().build());
  }

  public CachingCollateralSource.Builder builder(PcsClient client) {
    return CachingCollateralSource.builder(client)
        .executor(Runnable::run)
        .scheduler(scheduler)
        .listener(events::add);
  }

  public CachingCollateralSource source(@Nullable Path store) {
    return store == null ? builder().build() : builder().store(store).build();
  }

  public VerificationResult verify(CachingCollateralSource source, Scenario scenario) {
    return Verifier.builder()
        .policy(QuotePolicy.builder().waiveIdentity().build())
        .trustAnchor(Platforms.anchor(pcs))
        .collateralSource(source)
        .clock(clock)
        .build()
        .verify(ByteBuffer.wrap(pcs.evidence(scenario).quote()));
  }

  static Lookup find(CachingCollateralSource source, Scenario scenario) {
    return source.find(Platforms.key(scenario));
  }

  <T extends CollateralEvent> List<T> events(Class<T> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  @Override
  public void close() {
    pcs.close();
    scheduler.shutdownNow();
  }
}
