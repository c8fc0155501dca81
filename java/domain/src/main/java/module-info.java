/**
 * Verifies a workload's identity and its domain: identities, images and bindings that a verified
 * quote and its event log prove, and what the DNS and Certificate Transparency add. Only the
 * packages {@code exchange}, {@code capture} and {@code dns}, and the webhook of {@code watch},
 * open connections.
 */
@SuppressWarnings("module") // The evidence module is built after this one.
module io.github.quotary.domain {
  requires transitive io.github.quotary.core;
  requires com.fasterxml.jackson.databind;
  requires java.net.http;
  requires org.bouncycastle.provider;
  requires transitive org.dnsjava;
  requires org.snakeyaml.engine;
  requires static transitive org.jspecify;

  exports io.github.quotary.domain.caa;
  exports io.github.quotary.domain.capture;
  exports io.github.quotary.domain.certificate;
  exports io.github.quotary.domain.connection;
  exports io.github.quotary.domain.ct;
  exports io.github.quotary.domain.custom;
  exports io.github.quotary.domain.dns;
  exports io.github.quotary.domain.dstack;
  exports io.github.quotary.domain.dstack.image;
  exports io.github.quotary.domain.evidence;
  exports io.github.quotary.domain.exchange to
      io.github.quotary.ingress;
  exports io.github.quotary.domain.format to
      io.github.quotary.evidence;
  exports io.github.quotary.domain.gateway;
  exports io.github.quotary.domain.page;
  exports io.github.quotary.domain.reading;
  exports io.github.quotary.domain.report;
  exports io.github.quotary.domain.watch;
  exports io.github.quotary.domain.witness;
  exports io.github.quotary.domain.workload;
}
