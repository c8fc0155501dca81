/**
 * Who the workload is, and who may speak for its domain: identities, images and bindings that a
 * verified quote and its event log prove, and what the DNS says beside them.
 */
module io.github.quotary.domain {
  requires transitive io.github.quotary.core;
  requires com.fasterxml.jackson.databind;
  requires org.bouncycastle.provider;
  requires transitive org.dnsjava;
  requires static transitive org.jspecify;

  exports io.github.quotary.domain.dstack;
  exports io.github.quotary.domain.dstack.image;
  exports io.github.quotary.domain.caa;
  exports io.github.quotary.domain.ct;
  exports io.github.quotary.domain.dns;
}
