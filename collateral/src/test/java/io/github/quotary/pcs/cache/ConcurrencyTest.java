package io.github.quotary.pcs.cache;

import static io.github.quotary.pcs.document.Platforms.TDX;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.CollateralSource.Lookup;
import io.github.quotary.pcs.document.Platforms;
import io.github.quotary.simulator.pcs.FakePcs;
import io.github.quotary.simulator.pcs.PcsFault;
import io.github.quotary.simulator.pcs.PcsRequest;
import io.github.quotary.simulator.pcs.PcsService;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {
  private static final int PLATFORMS = 10;
  private static final int CALLERS = 1000;

  @Test
  void aThousandConcurrentRequestsForTenPlatformsCauseTenSetsOfFetches() throws Exception {
    FakePcs.Builder builder = FakePcs.seeded(Platforms.SEED);
    for (int i = 0; i < PLATFORMS; i++) {
      builder.platform(Platforms.tdx(i));
    }
    try (FakePcs pcs = builder.start();
        CachingCollateralSource source =
            CachingCollateralSource.builder(
                    Platforms.client(pcs).timeout(Duration.ofMinutes(1)).build())
                .maxWait(Duration.ofMinutes(5))
                .build()) {
      List<Lookup> found = findAtOnce(source);
      assertEquals(CALLERS, found.size());
      found.forEach(lookup -> assertInstanceOf(Lookup.Found.class, lookup));
      assertEquals(PLATFORMS, new HashSet<>(found).size());

      // Ten TCB infos; the documents that all platforms share are fetched once, not ten times.
      List<URI> requested = pcs.requests().stream().map(PcsRequest::uri).toList();
      assertEquals(Set.copyOf(requested).size(), requested.size(), "nothing was requested twice");
      assertEquals(PLATFORMS, pcs.count(PcsService.TCB_INFO));
      assertEquals(1, pcs.count(PcsService.QE_IDENTITY));
      assertEquals(1, pcs.count(PcsService.PCK_CRL));
      assertEquals(1, pcs.count(PcsService.ROOT_CA_CRL));

      pcs.forgetRequests();
      findAtOnce(source);
      assertEquals(List.of(), pcs.requests());
    }
  }

  private static List<Lookup> findAtOnce(CachingCollateralSource source) throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    CountDownLatch all = new CountDownLatch(CALLERS);
    try {
      List<Future<Lookup>> running = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        int platform = i % PLATFORMS;
        running.add(
            callers.submit(
                () -> {
                  all.countDown();
                  all.await();
                  return source.find(Platforms.key(Platforms.tdx(platform)));
                }));
      }
      List<Lookup> found = new ArrayList<>();
      for (Future<Lookup> each : running) {
        found.add(each.get());
      }
      return found;
    } finally {
      callers.shutdownNow();
    }
  }

  @Test
  void aCallerDoesNotWaitLongerThanItWants() {
    try (FakePcs pcs = FakePcs.seeded(Platforms.SEED).platform(TDX).start();
        CachingCollateralSource source =
            CachingCollateralSource.builder(Platforms.client(pcs).build())
                .maxWait(Duration.ofMillis(50))
                .build()) {
      pcs.fault(PcsService.TCB_INFO, new PcsFault.Latency(Duration.ofHours(1)));
      Lookup.Unavailable none =
          assertInstanceOf(Lookup.Unavailable.class, source.find(Platforms.key(TDX)));
      assertTrue(none.retryable());
      assertTrue(none.cause().contains("still being fetched"), none.cause());
    }
  }

  @Test
  void oneThreadIsEnough() {
    ExecutorService one = Executors.newSingleThreadExecutor();
    try (FakePcs pcs = FakePcs.seeded(Platforms.SEED).platform(TDX).start();
        CachingCollateralSource source =
            CachingCollateralSource.builder(Platforms.client(pcs).build()).executor(one).build()) {
      assertInstanceOf(Lookup.Found.class, source.find(Platforms.key(TDX)));
    } finally {
      one.shutdownNow();
    }
  }

  @Test
  void anExecutorThatTakesNothingLeavesTheQuoteUndecided() {
    try (FakePcs pcs = FakePcs.seeded(Platforms.SEED).platform(TDX).start()) {
      CachingCollateralSource source =
          CachingCollateralSource.builder(Platforms.client(pcs).build()).build();
      source.close();
      Lookup.Unavailable none =
          assertInstanceOf(Lookup.Unavailable.class, source.find(Platforms.key(TDX)));
      assertTrue(none.retryable());
    }
  }
}
