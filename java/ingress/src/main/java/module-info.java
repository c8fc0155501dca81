/**
 * Serves a custom domain from within a TEE. Only the package {@code dns} opens connections; nothing
 * here reads the environment or a clock of its own.
 */
@SuppressWarnings("requires-automatic") // The AWS SDK has no module descriptors.
module io.github.quotary.ingress {
  requires com.fasterxml.jackson.databind;
  requires transitive io.github.quotary.core;
  requires transitive io.github.quotary.domain;
  requires transitive io.github.quotary.guest;
  requires transitive java.net.http;
  requires java.xml;
  requires org.bouncycastle.pkix;
  requires org.bouncycastle.provider;
  requires transitive org.dnsjava;
  requires org.shredzone.acme4j;
  requires software.amazon.awssdk.auth;
  requires software.amazon.awssdk.awscore;
  requires software.amazon.awssdk.core;
  requires software.amazon.awssdk.http;
  requires software.amazon.awssdk.http.urlconnection;
  requires software.amazon.awssdk.identity.spi;
  requires software.amazon.awssdk.profiles;
  requires software.amazon.awssdk.regions;
  requires software.amazon.awssdk.retries.api;
  requires software.amazon.awssdk.services.route53;
  requires software.amazon.awssdk.services.sts;
  requires software.amazon.awssdk.utils;
  requires static transitive org.jspecify;

  exports io.github.quotary.ingress.acme;
  exports io.github.quotary.ingress.check;
  exports io.github.quotary.ingress.config;
  exports io.github.quotary.ingress.dns;
  exports io.github.quotary.ingress.evidence;
  exports io.github.quotary.ingress.plan;
  exports io.github.quotary.ingress.records;
  exports io.github.quotary.ingress.state;
}
