/**
 * What a verified quote must meet to be trusted. Start at {@link
 * io.github.quotary.policy.QuotePolicy}; each rule is one {@code Demand}.
 */
@NullMarked
package io.github.quotary.policy;

import org.jspecify.annotations.NullMarked;
