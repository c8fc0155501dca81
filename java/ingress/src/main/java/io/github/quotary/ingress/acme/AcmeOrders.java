package io.github.quotary.ingress.acme;

import io.github.quotary.ingress.config.DomainName;
import io.github.quotary.ingress.state.StateFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Gets certificates. The key of a certificate is made here; it is stored with the order's address
 * before the order is gone on with, so that after a crash the same order is: if it is complete, its
 * certificate is fetched; if the authority has given it up or does not know it, a new one is made.
 * A certificate and its key are stored as one file, which takes the place of the one before at
 * once.
 *
 * <p>Files in the state folder: {@code orders/<directory>/<lineage>.json} and {@code
 * certificates/<directory>/<lineage>.pem}. Thread-safe; orders wait for one another.
 */
public final class AcmeOrders {
  private final AcmeAccount account;
  private final AcmeFiles files;
  private final ReentrantLock lock = new ReentrantLock();

  /** Orders of an account. */
  public AcmeOrders(AcmeAccount account, StateFolder folder) {
    this(account, AcmeFiles.in(folder));
  }

  AcmeOrders(AcmeAccount account, AcmeFiles files) {
    this.account = account;
    this.files = files;
  }

  /**
   * Gets a certificate. The one before stays where it is until the new one is stored.
   *
   * @throws IllegalArgumentException if a wildcard is to be validated by tls-alpn-01
   */
  public OrderReport order(OrderRequest request, ChallengeResponder responder) {
    if (responder.method() == ChallengeMethod.TLS_ALPN_01
        && request.names().stream().anyMatch(DomainName::isWildcard)) {
      throw new IllegalArgumentException("tls-alpn-01 validates no wildcard: " + request.names());
    }
    lock.lock();
    try {
      return new OrderRun(
              account,
              request,
              responder,
              new OrderFiles(files, account.ca().directory(), request.lineage()))
          .run();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Puts in order what a run left behind that was ended in the midst of an order: answers to
   * challenges are taken away, and an order is forgotten whose certificate is stored, or that is
   * not of this request. The authority is not asked.
   */
  public Unfinished tidy(OrderRequest request, ChallengeResponder responder) {
    lock.lock();
    try {
      return new OrderRun(
              account,
              request,
              responder,
              new OrderFiles(files, account.ca().directory(), request.lineage()))
          .tidy();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The same in a folder that this process does not open, as it was at some moment.
   *
   * @param folder a state folder, which another process may have open
   */
  public static StoredCertificate stored(Path folder, AcmeDirectory directory, String lineage) {
    return new OrderFiles(AcmeFiles.reading(folder), directory, lineage).certificate();
  }

  /** The certificate of a lineage, without asking the authority. */
  public static StoredCertificate stored(
      StateFolder folder, AcmeDirectory directory, String lineage) {
    return new OrderFiles(AcmeFiles.in(folder), directory, lineage).certificate();
  }

  /**
   * What is left of an order that a run did not end.
   *
   * @param isUnderWay whether there is an order to go on with
   * @param leftovers answers to challenges that could not be taken away, each with the reason
   */
  public record Unfinished(boolean isUnderWay, List<String> leftovers) {
    /** Copies the list. */
    public Unfinished {
      leftovers = List.copyOf(leftovers);
    }
  }
}
