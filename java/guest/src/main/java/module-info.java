/**
 * The guest's side of attestation: asks the TEE that this program runs in for quotes. Only the
 * package {@code exchange} opens connections, and those are Unix-domain sockets; only {@code tsm}
 * writes, into the kernel's configfs.
 */
module io.github.quotary.guest {
  requires transitive io.github.quotary.core;
  requires com.fasterxml.jackson.core;
  requires static transitive org.jspecify;

  exports io.github.quotary.guest;
  exports io.github.quotary.guest.agent;
  exports io.github.quotary.guest.provider;
  exports io.github.quotary.guest.tsm;
}
