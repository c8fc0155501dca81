/**
 * Verification over HTTP/1.1, HTTP/2 and gRPC, and its page.
 *
 * <p>The way in is {@link io.github.quotary.service.QuotaryService}.
 */
@SuppressWarnings("requires-automatic") // Micrometer
module io.github.quotary.service {
  requires transitive com.fasterxml.jackson.databind;
  requires com.fasterxml.jackson.dataformat.toml;
  requires com.google.protobuf;
  requires transitive io.github.quotary.collateral;
  requires transitive io.github.quotary.core;
  requires transitive io.github.quotary.domain;
  requires transitive io.github.quotary.evidence;
  requires io.netty.buffer;
  requires io.netty.common;
  requires io.netty.transport;
  requires static io.vertx.codegen.api;
  requires static io.vertx.codegen.json;
  requires transitive io.vertx.core;
  requires io.vertx.grpc.common;
  requires transitive io.vertx.grpc.server;
  requires micrometer.core;
  requires micrometer.registry.prometheus;
  requires static transitive org.jspecify;

  exports io.github.quotary.service;
  exports io.github.quotary.service.access;
  exports io.github.quotary.service.config;
  exports io.github.quotary.service.dropin;
  exports io.github.quotary.service.engine;
  exports io.github.quotary.service.exchange;
  exports io.github.quotary.service.together;
}
