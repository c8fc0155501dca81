package io.github.quotary.ingress.acme;

import java.net.MalformedURLException;
import java.net.URI;
import java.security.KeyPair;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Session;

/** An account with an authority. Its text shows no key. Immutable. */
public final class AcmeAccount {
  private final AcmeCa ca;
  private final URI uri;
  private final KeyPair key;

  AcmeAccount(AcmeCa ca, URI uri, KeyPair key) {
    this.ca = ca;
    this.uri = uri;
    this.key = key;
  }

  /** The account's URI, as CAA records and evidence name it. */
  public URI uri() {
    return uri;
  }

  /** The authority. */
  public AcmeCa ca() {
    return ca;
  }

  Login login(Session session) {
    try {
      return session.login(uri.toURL(), key);
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}
