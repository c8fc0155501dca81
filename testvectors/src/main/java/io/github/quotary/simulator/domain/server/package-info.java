/**
 * Servers on loopback: HTTP, DNS, a search of Certificate Transparency logs; each misbehaves by
 * request.
 */
@NullMarked
package io.github.quotary.simulator.domain.server;

import org.jspecify.annotations.NullMarked;
