/**
 * Report data that binds a key to a context and a nonce, and nonces that answer once. Start at
 * {@link io.github.quotary.challenge.Challenge}. Randomness and the clock come from the caller.
 */
@NullMarked
package io.github.quotary.challenge;

import org.jspecify.annotations.NullMarked;
