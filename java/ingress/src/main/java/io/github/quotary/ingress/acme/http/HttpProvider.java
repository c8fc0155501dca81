package io.github.quotary.ingress.acme.http;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.connector.Connection;
import org.shredzone.acme4j.connector.HttpConnector;
import org.shredzone.acme4j.connector.NetworkSettings;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.provider.AbstractAcmeProvider;
import org.shredzone.acme4j.toolbox.JSON;

/** Makes the library's connections to one authority. For one thread at a time. */
public final class HttpProvider extends AbstractAcmeProvider {
  private static final Duration DIRECTORY_LIFETIME = Duration.ofMinutes(10);

  private final Optional<SSLContext> tls;
  private final InstantSource clock;
  private Instant refresh = Instant.MIN;
  private Optional<Duration> retryAfter = Optional.empty();

  /**
   * Connections.
   *
   * @param tls whom to trust; empty for whom the platform trusts
   */
  public HttpProvider(Optional<SSLContext> tls, InstantSource clock) {
    this.tls = tls;
    this.clock = clock;
  }

  /** How long the authority asked to wait, in its last answer since {@link #forget}. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  /** Forgets how long the authority asked to wait. */
  public void forget() {
    retryAfter = Optional.empty();
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
  public @Nullable JSON directory(Session session, URI uri) throws AcmeException {
    Instant now = clock.instant();
    if (session.hasDirectory() && now.isBefore(refresh)) {
      return null;
    }
    JSON directory = super.directory(session, uri);
    refresh = now.plus(DIRECTORY_LIFETIME);
    return directory;
  }

  @Override
  public HttpClient createHttpClient(NetworkSettings settings) {
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(settings.getTimeout());
    tls.ifPresent(client::sslContext);
    return client.build();
  }

  @Override
  public Connection connect(URI uri, NetworkSettings settings, HttpClient client) {
    return new AcmeConnection(
        new NamedConnector(settings, client),
        settings.getTimeout(),
        clock,
        wait -> retryAfter = wait);
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
