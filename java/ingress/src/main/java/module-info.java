/**
 * Serves a custom domain from within a TEE. Only the package {@code dns} opens connections; nothing
 * here reads the environment or a clock of its own.
 */
module io.github.quotary.ingress {
  requires com.fasterxml.jackson.databind;
  requires transitive io.github.quotary.core;
  requires transitive io.github.quotary.guest;
  requires java.net.http;
  requires java.xml;
  requires transitive org.dnsjava;
  requires static transitive org.jspecify;

  exports io.github.quotary.ingress.config;
  exports io.github.quotary.ingress.dns;
  exports io.github.quotary.ingress.evidence;
}
