/** Verdicts and policies as text and as JSON. */
@NullMarked
package io.github.quotary.evidence.report;

import org.jspecify.annotations.NullMarked;
