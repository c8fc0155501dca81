package io.github.quotary.tls.identity;

import io.github.quotary.guest.provider.Answer;
import io.github.quotary.guest.provider.GuestFault;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The generations that are served: the current one, and the one before it for handshakes and
 * connections that began with it. Thread-safe; one renewal at a time.
 */
final class Renewals {
  private final CertificateMaker maker;
  private final Clock clock;
  private final RenewalTimer timer;
  private final Duration interval;
  private final Duration retry;
  private final RenewalListener listener;

  /** The newest first. Empty until {@link #start}. */
  private volatile List<Generation> generations = List.of();

  private @Nullable Runnable cancellation;
  private boolean isClosed;

  Renewals(
      CertificateMaker maker,
      Clock clock,
      RenewalTimer timer,
      Duration interval,
      Duration retry,
      RenewalListener listener) {
    this.maker = maker;
    this.clock = clock;
    this.timer = timer;
    this.interval = interval;
    this.retry = retry;
    this.listener = listener;
  }

  /** The first generation. */
  Answer<AttestedIdentity> start() {
    return renew();
  }

  List<Generation> generations() {
    return generations;
  }

  Generation current() {
    return generations.get(0);
  }

  Optional<Generation> find(String alias) {
    return generations.stream().filter(each -> each.alias().equals(alias)).findFirst();
  }

  /** Makes a new generation; the old one stays if that fails. */
  synchronized Answer<AttestedIdentity> renew() {
    Answer<Generation> made = made();
    made.found().ifPresent(this::serve);
    if (!generations.isEmpty()) {
      schedule(made.fault().isEmpty() ? interval : retry);
      made.fault()
          .ifPresentOrElse(
              fault -> listener.failed(fault, current().identity()),
              () -> listener.renewed(current().identity()));
    }
    return made.then(generation -> Answer.given(generation.identity()));
  }

  private Answer<Generation> made() {
    try {
      return maker.make(clock.instant());
    } catch (RuntimeException e) {
      // A maker of the caller's own; the schedule must go on.
      return Answer.failed(
          new GuestFault.Broken(
              "the evidence maker", e.toString(), "report this to whoever wrote it"));
    }
  }

  private void serve(Generation next) {
    List<Generation> old = generations;
    generations = old.isEmpty() ? List.of(next) : List.of(next, old.get(0));
  }

  private void schedule(Duration delay) {
    cancel();
    if (!isClosed) {
      cancellation = timer.after(delay, this::renewUnlessClosed);
    }
  }

  private synchronized void renewUnlessClosed() {
    if (!isClosed) {
      renew();
    }
  }

  private void cancel() {
    if (cancellation != null) {
      cancellation.run();
      cancellation = null;
    }
  }

  synchronized void close() {
    isClosed = true;
    cancel();
  }
}
