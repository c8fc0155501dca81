/**
 * The domain's other witnesses: what the DNS and Certificate Transparency say about who else could
 * have a certificate for the name.
 *
 * <p>{@link io.github.quotary.domain.witness.WitnessCapture} queries them and stores the answers
 * with the evidence; {@link io.github.quotary.domain.witness.WitnessChecks} judges the stored
 * answers, so that the same evidence gives the same report.
 */
@NullMarked
package io.github.quotary.domain.witness;

import org.jspecify.annotations.NullMarked;
