/**
 * What every source of quotes has in common: {@link
 * io.github.quotary.guest.provider.QuoteProvider}, its {@link
 * io.github.quotary.guest.provider.Answer}s, and what can go wrong.
 */
@NullMarked
package io.github.quotary.guest.provider;

import org.jspecify.annotations.NullMarked;
