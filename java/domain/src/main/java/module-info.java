/**
 * Who the workload is: identities, images and bindings that a verified quote and its event log
 * prove. Only the package {@code capture} opens connections.
 */
module io.github.quotary.domain {
  requires transitive io.github.quotary.core;
  requires com.fasterxml.jackson.databind;
  requires org.bouncycastle.provider;
  requires org.snakeyaml.engine;
  requires static transitive org.jspecify;

  exports io.github.quotary.domain.capture;
  exports io.github.quotary.domain.certificate;
  exports io.github.quotary.domain.connection;
  exports io.github.quotary.domain.custom;
  exports io.github.quotary.domain.dstack;
  exports io.github.quotary.domain.dstack.image;
  exports io.github.quotary.domain.evidence;
  exports io.github.quotary.domain.gateway;
  exports io.github.quotary.domain.report;
  exports io.github.quotary.domain.workload;
}
