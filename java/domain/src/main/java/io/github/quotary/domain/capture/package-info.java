/**
 * How evidence comes in: over TLS from the host itself, or from a file in which it was saved. The
 * only package of this module that opens connections.
 *
 * <p>Nothing here decides whether evidence is good; what went wrong on the way is part of the
 * {@link io.github.quotary.domain.evidence.DomainEvidence}.
 */
@NullMarked
package io.github.quotary.domain.capture;

import org.jspecify.annotations.NullMarked;
