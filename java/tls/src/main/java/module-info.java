/**
 * Attested TLS: trust managers that accept a peer by the evidence in its certificate, and key
 * managers that make such certificates inside a TEE.
 */
module io.github.quotary.tls {
  requires transitive io.github.quotary.core;
  requires transitive io.github.quotary.evidence;
  requires transitive io.github.quotary.guest;
  requires org.bouncycastle.provider;
  requires org.bouncycastle.pkix;
  requires static transitive org.jspecify;

  exports io.github.quotary.tls;
  exports io.github.quotary.tls.identity;
  exports io.github.quotary.tls.peer;
}
