package io.github.quotary.ingress.proxy;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import javax.net.ssl.SSLException;

/**
 * Who the listener is: its certificates and those of the challenges of now, which may be exchanged
 * at any time. A handshake that has begun keeps what it began with. Thread-safe.
 */
final class Identities {
  private final TlsContexts contexts;
  private final List<String> protocols;

  /** Held for reading while an engine is made, since a context must not be released in between. */
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  private final Map<String, SslContext> challenges = new HashMap<>();
  private Served served;

  private record Served(ServedCertificates certificates, List<SslContext> contexts) {
    void release() {
      contexts.forEach(ReferenceCountUtil::release);
    }
  }

  private Identities(TlsContexts contexts, List<String> protocols, Served served) {
    this.contexts = contexts;
    this.protocols = protocols;
    this.served = served;
  }

  /**
   * The identities of a listener.
   *
   * @param protocols to offer by ALPN
   * @throws SSLException if a certificate cannot be served
   */
  static Identities of(
      TlsContexts contexts, List<String> protocols, ServedCertificates certificates)
      throws SSLException {
    return new Identities(contexts, protocols, contextsOf(contexts, protocols, certificates));
  }

  private static Served contextsOf(
      TlsContexts contexts, List<String> protocols, ServedCertificates certificates)
      throws SSLException {
    List<SslContext> made = new ArrayList<>();
    try {
      for (ServedCertificate certificate : certificates.all()) {
        made.add(context(contexts, certificate, protocols));
      }
    } catch (SSLException e) {
      made.forEach(ReferenceCountUtil::release);
      throw e;
    }
    return new Served(certificates, List.copyOf(made));
  }

  /** A context; whatever an engine says of a key that it cannot use is one kind of exception. */
  private static SslContext context(
      TlsContexts contexts, ServedCertificate certificate, List<String> protocols)
      throws SSLException {
    try {
      KeyCheck.check(certificate);
      return contexts.context(certificate, protocols);
    } catch (SSLException | RuntimeException e) {
      throw new SSLException(
          "The certificate for " + certificate.names() + " cannot be served: " + e.getMessage(), e);
    }
  }

  /** The handler for a client; empty if it asks for a challenge that there is not. */
  Optional<SslHandler> handler(ClientHello hello, ByteBufAllocator allocator) {
    lock.readLock().lock();
    try {
      return Optional.ofNullable(hello.isChallenge() ? challenges.get(hello.host()) : usual(hello))
          .map(context -> contexts.handler(context, allocator));
    } finally {
      lock.readLock().unlock();
    }
  }

  private SslContext usual(ClientHello hello) {
    return served.contexts().get(served.certificates().indexFor(hello.host()));
  }

  /** Serves other certificates from now on; on an exception, those before. */
  void replace(ServedCertificates certificates) throws SSLException {
    Served made = contextsOf(contexts, protocols, certificates);
    lock.writeLock().lock();
    try {
      served.release();
      served = made;
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Answers a name's challenge with this certificate, in the place of one before. */
  void offer(String name, ServedCertificate certificate) throws SSLException {
    SslContext made = context(contexts, certificate, List.of(ClientHello.ACME_TLS));
    lock.writeLock().lock();
    try {
      ReferenceCountUtil.release(challenges.put(name, made));
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Answers no challenge of this name any more. */
  void withdraw(String name) {
    lock.writeLock().lock();
    try {
      ReferenceCountUtil.release(challenges.remove(name));
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Releases everything, when no connection comes any more. */
  void release() {
    lock.writeLock().lock();
    try {
      served.release();
      challenges.values().forEach(ReferenceCountUtil::release);
      challenges.clear();
    } finally {
      lock.writeLock().unlock();
    }
  }
}
