/**
 * How the ACME library reaches an authority: with limits of time and size for every answer, and
 * without taking an address or a header that it cannot use for granted.
 */
@NullMarked
package io.github.quotary.ingress.acme.http;

import org.jspecify.annotations.NullMarked;
