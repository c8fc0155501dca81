/**
 * Peers that are accepted for the evidence in their certificate: {@link
 * io.github.quotary.tls.peer.AttestedTrustManager} decides in the handshake, {@link
 * io.github.quotary.tls.peer.AttestedPeers} tells and checks again afterwards.
 */
@NullMarked
package io.github.quotary.tls.peer;

import org.jspecify.annotations.NullMarked;
