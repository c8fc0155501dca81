/**
 * Exchanges with other services: one time for the whole answer, one limit on its size, and a
 * connection that is closed where an answer is not read to its end. Exported to this project's
 * modules only.
 */
@NullMarked
package io.github.quotary.domain.exchange;

import org.jspecify.annotations.NullMarked;
