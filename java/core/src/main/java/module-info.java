/**
 * The engine: bytes of a quote and its collateral in, Intel's verdict out. No network, no files, no
 * clock, no threads, no logging.
 *
 * <p>The way in is {@link io.github.quotary.verify.Verifier}.
 */
@SuppressWarnings("module") // The modules that packages are exported to are compiled later.
module io.github.quotary.core {
  requires org.bouncycastle.provider;
  requires com.fasterxml.jackson.core;
  requires static transitive org.jspecify;

  uses io.github.quotary.crypto.P256Accelerator;

  exports io.github.quotary.status;
  exports io.github.quotary.crypto;
  exports io.github.quotary.challenge;
  exports io.github.quotary.quote;
  exports io.github.quotary.rtmr;
  exports io.github.quotary.pki;
  exports io.github.quotary.collateral;
  exports io.github.quotary.tcb;
  exports io.github.quotary.policy;
  exports io.github.quotary.verify;
  exports io.github.quotary.supplemental;
  exports io.github.quotary.crypto.p256 to
      io.github.quotary.vector;
  exports io.github.quotary.json to
      io.github.quotary.cli,
      io.github.quotary.collateral,
      io.github.quotary.domain,
      io.github.quotary.evidence,
      io.github.quotary.guest,
      io.github.quotary.ingress,
      io.github.quotary.service;
}
