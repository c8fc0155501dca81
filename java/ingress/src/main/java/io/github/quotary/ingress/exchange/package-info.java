/**
 * What exchanges with other services have in common: bodies of a bounded size, how long a service
 * asks to wait, and waiting.
 */
@NullMarked
package io.github.quotary.ingress.exchange;

import org.jspecify.annotations.NullMarked;
