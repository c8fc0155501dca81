/**
 * Input and output: reads quotes, collateral and event logs in the formats of common tools, and
 * writes verdicts as text, JSON and EAT Attestation Results.
 */
module io.github.quotary.evidence {
  requires transitive io.github.quotary.core;
  requires transitive com.fasterxml.jackson.databind;
  requires com.nimbusds.jose.jwt;
  requires transitive io.github.quotary.collateral;
  requires io.github.quotary.domain;
  requires org.bouncycastle.provider;
  requires static transitive org.jspecify;

  exports io.github.quotary.evidence.azure;
  exports io.github.quotary.evidence.batch;
  exports io.github.quotary.evidence.certificate;
  exports io.github.quotary.evidence.collateral;
  exports io.github.quotary.evidence.ear;
  exports io.github.quotary.evidence.form;
  exports io.github.quotary.evidence.input;
  exports io.github.quotary.evidence.log;
  exports io.github.quotary.evidence.part;
  exports io.github.quotary.evidence.replay;
  exports io.github.quotary.evidence.report;
  exports io.github.quotary.evidence.text;
}
