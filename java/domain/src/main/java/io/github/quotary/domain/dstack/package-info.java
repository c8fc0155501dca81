/**
 * dstack: what its guest measured, and who the workload therefore is.
 *
 * <p>The way: a log that replays to a verified quote gives {@link SystemEvents}, those give an
 * {@link AppIdentity}. Everything else here, documents and attestations that the prover hands over,
 * is held against these.
 */
@NullMarked
package io.github.quotary.domain.dstack;

import org.jspecify.annotations.NullMarked;
