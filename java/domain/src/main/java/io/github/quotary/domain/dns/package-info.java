/**
 * Answers of the DNS as values: asked live, read from a file, or from what was captured. Answers
 * are untrusted; each carries its DNSSEC state.
 */
@NullMarked
package io.github.quotary.domain.dns;

import org.jspecify.annotations.NullMarked;
