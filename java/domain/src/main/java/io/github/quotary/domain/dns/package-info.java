/**
 * Answers of the DNS as values: asked live, read from a file, or from what was captured. Answers
 * are untrusted; whether one is signed is said beside it.
 */
@NullMarked
package io.github.quotary.domain.dns;

import org.jspecify.annotations.NullMarked;
