/**
 * A simulator of Intel's attestation world: a synthetic PKI, quotes and collateral, and whole
 * domains attested with them, made from the specification alone so that verifiers can be tested
 * without TDX hardware.
 */
@SuppressWarnings("requires-automatic")
module io.github.quotary.simulator {
  requires com.fasterxml.jackson.core;
  requires jdk.httpserver;
  requires org.bouncycastle.provider;
  requires org.dnsjava;
  // What writes the with methods, and what it marks them with: for the compiler alone.
  requires static io.soabase.recordbuilder.core;
  requires static transitive java.compiler;
  requires static transitive org.jspecify;

  exports io.github.quotary.simulator;
  exports io.github.quotary.simulator.domain;
  exports io.github.quotary.simulator.domain.attack;
  exports io.github.quotary.simulator.domain.server;
  exports io.github.quotary.simulator.domain.web;
  exports io.github.quotary.simulator.dstack;
  exports io.github.quotary.simulator.fault;
  exports io.github.quotary.simulator.pcs;
  exports io.github.quotary.simulator.spec;
  exports io.github.quotary.simulator.vector;
}
