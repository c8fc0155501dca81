package io.github.quotary.ingress.acme;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;

/**
 * The files of one lineage: {@code orders/<directory>/<lineage>.json} while an order is under way,
 * and {@code certificates/<directory>/<lineage>.pem}.
 */
final class OrderFiles {
  private final AcmeFiles files;
  private final String order;
  private final String certificate;

  OrderFiles(AcmeFiles files, AcmeDirectory directory, String lineage) {
    this.files = files;
    this.order = "orders/" + directory.folder() + "/" + lineage + ".json";
    this.certificate = "certificates/" + directory.folder() + "/" + lineage + ".pem";
  }

  /** What was stored; nothing is under way if it cannot be understood. */
  Optional<PendingOrder> order() throws AcmeFaultException {
    try {
      return files
          .read(order)
          .map(
              bytes ->
                  PendingOrder.read(bytes)
                      .orElseGet(() -> new PendingOrder(Optional.empty(), List.of())));
    } catch (IOException e) {
      throw failed(order, e);
    }
  }

  /** Writes what is under way, or removes the file if nothing is. */
  void put(PendingOrder pending) throws AcmeFaultException {
    try {
      if (pending.open().isEmpty() && pending.published().isEmpty()) {
        files.delete(order);
      } else {
        files.write(order, pending.write());
      }
    } catch (IOException e) {
      throw failed(order, e);
    }
  }

  /** Writes it also if nothing is under way yet. */
  void keep(PendingOrder pending) throws AcmeFaultException {
    try {
      files.write(order, pending.write());
    } catch (IOException e) {
      throw failed(order, e);
    }
  }

  void put(IssuedCertificate issued) throws AcmeFaultException {
    try {
      files.write(certificate, issued.pem());
    } catch (IOException e) {
      throw failed(certificate, e);
    }
  }

  StoredCertificate certificate() {
    try {
      Optional<byte[]> bytes = files.read(certificate);
      return bytes.isEmpty()
          ? new StoredCertificate.Missing()
          : new StoredCertificate.Found(IssuedCertificate.read(bytes.get()));
    } catch (IOException | GeneralSecurityException e) {
      return new StoredCertificate.Unreadable(certificate + ": " + Faults.words(e));
    }
  }

  private static AcmeFaultException failed(String file, IOException error) {
    return new AcmeFaultException(new AcmeFault.StateFailed(file + ": " + Faults.words(error)));
  }
}
