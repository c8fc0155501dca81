/** Serves a custom domain from within a TEE. */
module io.github.quotary.ingress {
  requires transitive io.github.quotary.core;
  requires transitive io.github.quotary.guest;
  requires com.fasterxml.jackson.core;
  requires static transitive org.jspecify;

  exports io.github.quotary.ingress.evidence;
}
