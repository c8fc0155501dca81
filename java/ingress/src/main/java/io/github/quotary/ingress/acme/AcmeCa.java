package io.github.quotary.ingress.acme;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.connector.Connection;
import org.shredzone.acme4j.connector.HttpConnector;
import org.shredzone.acme4j.connector.NetworkSettings;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.provider.AbstractAcmeProvider;
import org.shredzone.acme4j.toolbox.JSON;

/**
 * One authority. Nothing is sent before it is needed. Thread-safe; requests wait for one another.
 */
public final class AcmeCa {
  private static final Duration DIRECTORY_LIFETIME = Duration.ofMinutes(10);

  private final AcmeDirectory directory;
  private final Timing timing;
  private final Session session;
  private final ReentrantLock lock = new ReentrantLock();
  private Optional<Duration> retryAfter = Optional.empty();

  private AcmeCa(AcmeDirectory directory, AcmeHttp http, Timing timing) {
    this.directory = directory;
    this.timing = timing;
    this.session = new Session(directory.uri(), new Provider(http));
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
      retryAfter = Optional.empty();
      return new Reply<>(Optional.of(request.send(session)), Optional.empty(), retryAfter);
    } catch (AcmeException | RuntimeException e) {
      return new Reply<>(Optional.empty(), Optional.of(e), retryAfter);
    } finally {
      lock.unlock();
    }
  }

  /** How the library reaches the authority. */
  private final class Provider extends AbstractAcmeProvider {
    private final AcmeHttp http;
    private Instant refresh = Instant.MIN;

    private Provider(AcmeHttp http) {
      this.http = http;
    }

    @Override
    public boolean accepts(URI uri) {
      return "https".equals(uri.getScheme());
    }

    @Override
    public URL resolve(URI uri) {
      try {
        return uri.toURL();
      } catch (MalformedURLException e) {
        throw new IllegalArgumentException(e);
      }
    }

    /** Authorities forbid to cache it, and the library asks for it with almost every request. */
    @Override
    public @Nullable JSON directory(Session asking, URI uri) throws AcmeException {
      Instant now = timing.clock().instant();
      if (asking.hasDirectory() && now.isBefore(refresh)) {
        return null;
      }
      JSON directory = super.directory(asking, uri);
      refresh = now.plus(DIRECTORY_LIFETIME);
      return directory;
    }

    @Override
    public HttpClient createHttpClient(NetworkSettings settings) {
      HttpClient.Builder client =
          HttpClient.newBuilder()
              .followRedirects(HttpClient.Redirect.NORMAL)
              .connectTimeout(settings.getTimeout());
      http.tls().ifPresent(client::sslContext);
      return client.build();
    }

    @Override
    public Connection connect(URI uri, NetworkSettings settings, HttpClient client) {
      return new AcmeConnection(
          new NamedConnector(settings, client),
          settings.getTimeout(),
          timing.clock(),
          wait -> retryAfter = wait);
    }
  }

  /** Says who asks. */
  private static final class NamedConnector extends HttpConnector {
    private NamedConnector(NetworkSettings settings, HttpClient client) {
      super(settings, client);
    }

    @Override
    public HttpRequest.Builder createRequestBuilder(URL url) {
      return super.createRequestBuilder(url).setHeader("User-Agent", "quotary-ingress");
    }
  }
}
