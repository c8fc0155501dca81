package io.github.quotary.simulator.fault;

import io.github.quotary.simulator.spec.CertificateSpec;
import io.github.quotary.simulator.spec.Chain;
import io.github.quotary.simulator.spec.PkiSpec;
import java.time.Instant;
import java.util.List;

/** Certificates that are not what they should be: foreign, re-issued, or from the wrong place. */
final class ForeignPki {
  private static final String PREFIX = "rogue ";

  private ForeignPki() {}

  /** Every key is another; every name and date the same; the anchor stays. */
  static PkiSpec everything(PkiSpec pki) {
    return pki.withRoot(rogue(pki.root()))
        .withIntermediate(rogue(pki.intermediate()))
        .withPck(rogue(pki.pck()))
        .withTcbSigning(rogue(pki.tcbSigning()))
        .withRootCrl(pki.rootCrl().withIssuerKey(PREFIX + pki.rootCrl().issuerKey()))
        .withPckCrl(pki.pckCrl().withIssuerKey(PREFIX + pki.pckCrl().issuerKey()))
        .withTcbInfoKey(PREFIX + pki.tcbInfoKey())
        .withQeIdentityKey(PREFIX + pki.qeIdentityKey());
  }

  /** The chain in the quote is another PKI's, root included. */
  static PkiSpec quoteChain(PkiSpec pki) {
    return pki.withPck(rogue(pki.pck()))
        .withChain(
            Chain.QUOTE, List.of(rogue(pki.pck()), rogue(pki.intermediate()), rogue(pki.root())));
  }

  /** Leaf and intermediate are another PKI's; the genuine root stands above them. */
  static PkiSpec belowGenuineRoot(PkiSpec pki) {
    return pki.withPck(rogue(pki.pck()))
        .withChain(Chain.QUOTE, List.of(rogue(pki.pck()), rogue(pki.intermediate()), pki.root()));
  }

  /** The TCB signer and its root are another PKI's, and so is the signature. */
  static PkiSpec tcbInfoChain(PkiSpec pki) {
    return pki.withTcbInfoKey(PREFIX + pki.tcbInfoKey())
        .withChain(Chain.TCB_INFO, List.of(rogue(pki.tcbSigning()), rogue(pki.root())));
  }

  /** Likewise for the QE identity. */
  static PkiSpec qeIdentityChain(PkiSpec pki) {
    return pki.withQeIdentityKey(PREFIX + pki.qeIdentityKey())
        .withChain(Chain.QE_IDENTITY, List.of(rogue(pki.tcbSigning()), rogue(pki.root())));
  }

  /** A root of the anchor's key and name with another validity, and so another signature. */
  static CertificateSpec reissuedRoot(PkiSpec pki) {
    return pki.root().withNotAfter(Instant.parse("2045-12-31T23:59:59Z"));
  }

  /** The quote carries the re-issued root; the other chains the anchor. */
  static PkiSpec reissuedRootInQuote(PkiSpec pki) {
    return pki.withChain(Chain.QUOTE, List.of(pki.pck(), pki.intermediate(), reissuedRoot(pki)));
  }

  /** A signing chain carries the re-issued root; the quote the anchor. */
  static PkiSpec reissuedRootIn(PkiSpec pki, Chain chain) {
    return pki.withChain(chain, List.of(pki.chain(chain).get(0), reissuedRoot(pki)));
  }

  /** A PCK certificate that another PCK certificate issued, with everything above it. */
  static PkiSpec pckIssuedByPck(PkiSpec pki) {
    CertificateSpec leaf = issuedByPck(pki);
    return pki.withPck(leaf)
        .withChain(Chain.QUOTE, List.of(leaf, pki.pck(), pki.intermediate(), pki.root()));
  }

  /** The same, with the issuing PCK certificate in the place of the intermediate. */
  static PkiSpec pckInPlaceOfIntermediate(PkiSpec pki) {
    CertificateSpec leaf = issuedByPck(pki);
    return pki.withPck(leaf)
        .withChain(Chain.QUOTE, List.of(leaf, pki.pck().issuedBy(pki.root()), pki.root()));
  }

  private static CertificateSpec issuedByPck(PkiSpec pki) {
    return pki.pck()
        .withKey("second pck")
        .withSerial(PkiSpec.serial("second pck"))
        .issuedBy(pki.pck());
  }

  private static CertificateSpec rogue(CertificateSpec genuine) {
    return genuine.withKey(PREFIX + genuine.key()).withIssuerKey(PREFIX + genuine.issuerKey());
  }
}
