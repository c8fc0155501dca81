package io.github.quotary.ingress.acme;

import io.github.quotary.ingress.acme.http.HttpProvider;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.exception.AcmeException;

/**
 * One authority. Nothing is sent before it is needed. Thread-safe; requests wait for one another.
 */
public final class AcmeCa {
  private final AcmeDirectory directory;
  private final Timing timing;
  private final HttpProvider provider;
  private final Session session;
  private final ReentrantLock lock = new ReentrantLock();

  private AcmeCa(AcmeDirectory directory, AcmeHttp http, Timing timing) {
    this.directory = directory;
    this.timing = timing;
    this.provider = new HttpProvider(http.tls(), timing.clock());
    this.session = new Session(directory.uri(), provider);
    session.networkSettings().setTimeout(timing.request());
    session.networkSettings().setCompressionEnabled(false);
    session.setLocale(Locale.ENGLISH);
  }

  /** The authority with this directory. */
  public static AcmeCa of(AcmeDirectory directory, AcmeHttp http, Timing timing) {
    return new AcmeCa(directory, http, timing);
  }

  /** Its directory. */
  public AcmeDirectory directory() {
    return directory;
  }

  Timing timing() {
    return timing;
  }

  /** One or more requests. */
  @FunctionalInterface
  interface Request<T> {
    T send(Session session) throws AcmeException;
  }

  /** What came of a request: a value, or the error and how long the authority asks to wait. */
  record Reply<T>(Optional<T> value, Optional<Exception> error, Optional<Duration> retryAfter) {}

  <T> Reply<T> send(Request<T> request) {
    lock.lock();
    try {
      provider.forget();
      T value = request.send(session);
      return new Reply<>(Optional.of(value), Optional.empty(), provider.retryAfter());
    } catch (AcmeException | RuntimeException e) {
      return new Reply<>(Optional.empty(), Optional.of(e), provider.retryAfter());
    } finally {
      lock.unlock();
    }
  }
}
