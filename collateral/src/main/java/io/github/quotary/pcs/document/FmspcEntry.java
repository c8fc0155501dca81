package io.github.quotary.pcs.document;

import io.github.quotary.quote.Measurement;

/**
 * A family of platforms for which Intel publishes TCB info. The list is not signed.
 *
 * @param fmspc the family, 6 bytes
 * @param platform what kind of processor, such as {@code E5} or {@code client}
 */
public record FmspcEntry(Measurement fmspc, String platform) {}
