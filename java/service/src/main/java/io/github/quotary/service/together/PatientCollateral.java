package io.github.quotary.service.together;

import io.github.quotary.collateral.CollateralKey;
import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.pki.TrustAnchor;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A source that waits for the one behind it no longer than it may: a source that hangs holds up
 * nobody who asks, beyond that time. Platforms that it had collateral for already are asked for on
 * the caller's thread. Thread-safe.
 */
public final class PatientCollateral implements CollateralSource {
  private final CollateralSource source;
  private final ReadyCollateral ready;
  private final ExecutorService threads;
  private final Duration patience;

  /**
   * Asks this source.
   *
   * @param source may wait for long
   * @param threads ask it; those that it holds are taken until it answers
   * @param patience how long a caller waits at most
   */
  public PatientCollateral(CollateralSource source, ExecutorService threads, Duration patience) {
    this.source = source;
    this.ready = new ReadyCollateral(source);
    this.threads = threads;
    this.patience = patience;
  }

  @Override
  public Optional<TrustAnchor> trustAnchor() {
    return source.trustAnchor();
  }

  @Override
  public Lookup find(CollateralKey key) {
    Lookup known = ready.find(key);
    return ReadyCollateral.isNotReady(known) ? inTime(key) : known;
  }

  private Lookup inTime(CollateralKey key) {
    Future<Lookup> lookup;
    try {
      lookup = threads.submit(() -> ready.wait(key));
    } catch (RejectedExecutionException e) {
      return unavailable("too many look-ups of collateral wait; ask again later");
    }
    try {
      return lookup.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      lookup.cancel(true);
      return unavailable(
          "the collateral of this platform did not come within "
              + patience.toSeconds()
              + " s; ask again later");
    } catch (ExecutionException e) {
      return unavailable("the look-up of collateral failed");
    } catch (InterruptedException e) {
      lookup.cancel(true);
      Thread.currentThread().interrupt();
      return unavailable("the look-up of collateral was interrupted");
    }
  }

  private static Lookup unavailable(String cause) {
    return new Lookup.Unavailable(cause, true);
  }
}
