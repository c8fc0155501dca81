/** Attested TLS: trust and key managers for JVM clients and servers. */
module io.github.quotary.tls {
  requires transitive io.github.quotary.core;
  requires io.github.quotary.collateral;
  requires io.github.quotary.evidence;
  requires io.github.quotary.guest;
  requires org.bouncycastle.provider;
  requires org.bouncycastle.pkix;
  requires static transitive org.jspecify;

  exports io.github.quotary.tls;
}
