/**
 * Captures evidence: over TLS from the host itself, or from a saved file. Beside it only {@code
 * dns} and the webhook of {@code watch} open connections.
 *
 * <p>Services of Certificate Transparency are asked here, too: as patiently as {@link
 * io.github.quotary.domain.capture.CtRequests} say.
 *
 * <p>Nothing here decides whether evidence is good; failures are part of the {@link
 * io.github.quotary.domain.evidence.DomainEvidence}.
 */
@NullMarked
package io.github.quotary.domain.capture;

import org.jspecify.annotations.NullMarked;
