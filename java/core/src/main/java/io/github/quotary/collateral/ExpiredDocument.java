package io.github.quotary.collateral;

import io.github.quotary.pki.Crl;
import io.github.quotary.pki.X509Cert;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A certificate, revocation list or signed document that is outside its validity at some time.
 *
 * @param name what it is, in words, for example {@code the TCB info}
 * @param bound the bound that was crossed: notAfter, nextUpdate, or a list's thisUpdate
 * @param isEarly whether the bound is the beginning of its validity, not the end
 * @param isOfQuote whether it is part of the quote, so that no other collateral mends it
 */
public record ExpiredDocument(String name, Instant bound, boolean isEarly, boolean isOfQuote) {

  /**
   * All that is outside its validity at this time, as Intel's QVL counts it: after notAfter or
   * nextUpdate, or before a revocation list's thisUpdate. Each is named once.
   */
  public static List<ExpiredDocument> of(TrustedPckChain chain, Instant at) {
    TrustedCollateral collateral = chain.collateral();
    Set<ExpiredDocument> found = new LinkedHashSet<>();
    add(found, "the TCB info", collateral.tcbInfo().nextUpdate(), false, at);
    add(found, "the QE identity", collateral.qeIdentity().nextUpdate(), false, at);
    add(found, "the PCK revocation list", collateral.pckCrl(), at);
    add(found, "the root CA's revocation list", collateral.rootCrl(), at);
    add(found, collateral.tcbInfoChain().certificates(), false, at);
    add(found, collateral.qeIdentityChain().certificates(), false, at);
    add(found, chain.chain().certificates(), true, at);
    return List.copyOf(found);
  }

  private static void add(
      Set<ExpiredDocument> found, List<X509Cert> certificates, boolean isOfQuote, Instant at) {
    for (X509Cert certificate : certificates) {
      String name =
          "the certificate '"
              + certificate.subject().commonName()
              + (isOfQuote ? "' of the quote" : "' of the collateral");
      add(found, name, certificate.notAfter(), isOfQuote, at);
    }
  }

  private static void add(
      Set<ExpiredDocument> found, String name, Instant until, boolean isOfQuote, Instant at) {
    if (at.isAfter(until)) {
      found.add(new ExpiredDocument(name, until, false, isOfQuote));
    }
  }

  private static void add(Set<ExpiredDocument> found, String name, Crl list, Instant at) {
    if (at.isBefore(list.thisUpdate())) {
      found.add(new ExpiredDocument(name, list.thisUpdate(), true, false));
    } else {
      add(found, name, list.nextUpdate(), false, at);
    }
  }

  /** Its name and the bound that was crossed. */
  @Override
  public String toString() {
    return name + (isEarly ? " (valid from " : " (valid until ") + bound + ")";
  }
}
