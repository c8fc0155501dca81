package io.github.quotary.domain.workload;

import io.github.quotary.domain.dstack.QuoteAnswer;

/**
 * A quote with its log, and where it was found.
 *
 * @param ref where: document and member, such as {@code quote.json}
 * @param answer quote and log
 */
public record Proof(String ref, QuoteAnswer answer) {}
