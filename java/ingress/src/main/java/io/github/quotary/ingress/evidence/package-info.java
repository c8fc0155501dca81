/**
 * The evidence of a custom domain: a manifest of the ACME account and of the certificates that are
 * served, and a quote over it.
 *
 * <p>{@link io.github.quotary.ingress.evidence.EvidenceFiles} makes the manifest and the report
 * data of its quote; {@link io.github.quotary.ingress.evidence.EvidencePublisher} asks for the
 * quote and publishes all of it at once. What is published is never changed, but replaced: a reader
 * of one {@link io.github.quotary.ingress.evidence.Evidence} sees files that belong together.
 *
 * <p>The form is that of dstack-ingress since its version 1.0, byte by byte.
 *
 * <p>Apart from that, and only where it is switched on, {@link
 * io.github.quotary.ingress.evidence.Challenges} answers a visitor's nonce with a quote of its own,
 * whose report data have a tag that nothing else has.
 */
@NullMarked
package io.github.quotary.ingress.evidence;

import org.jspecify.annotations.NullMarked;
