/**
 * Serves a custom domain from within a TEE. Settings, plans and evidence open no connection;
 * nothing here reads the environment or a clock of its own.
 */
@SuppressWarnings("requires-automatic") // The AWS SDK has no module descriptors.
module io.github.quotary.ingress {
  requires com.fasterxml.jackson.databind;
  requires transitive io.github.quotary.core;
  requires transitive io.github.quotary.domain;
  requires transitive io.github.quotary.guest;
  requires io.netty.buffer;
  requires io.netty.codec;
  requires io.netty.codec.http;
  requires io.netty.codec.http2;
  requires io.netty.common;
  requires io.netty.handler;
  requires static io.netty.tcnative.classes.openssl;
  requires io.netty.transport;
  requires transitive java.net.http;
  requires java.xml;
  requires micrometer.core;
  requires micrometer.registry.prometheus;
  requires org.bouncycastle.pkix;
  requires org.bouncycastle.provider;
  requires transitive org.dnsjava;
  requires org.shredzone.acme4j;
  requires software.amazon.awssdk.auth;
  requires software.amazon.awssdk.awscore;
  requires software.amazon.awssdk.core;
  requires software.amazon.awssdk.http;
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
  exports io.github.quotary.ingress.exchange;
  exports io.github.quotary.ingress.plan;
  exports io.github.quotary.ingress.proxy;
  exports io.github.quotary.ingress.records;
  exports io.github.quotary.ingress.run;
  exports io.github.quotary.ingress.state;
}
