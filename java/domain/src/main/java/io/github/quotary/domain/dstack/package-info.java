/**
 * dstack: its guest's measurements, and the workload's identity that follows from them.
 *
 * <p>The way: a log that replays to a verified quote gives {@link SystemEvents}, those give an
 * {@link AppIdentity}. Everything else here, documents and attestations supplied by the prover, is
 * compared with these.
 */
@NullMarked
package io.github.quotary.domain.dstack;

import org.jspecify.annotations.NullMarked;
