/** Verifies what many callers ask at the same time together, in bounded memory. */
@NullMarked
package io.github.quotary.service.together;

import org.jspecify.annotations.NullMarked;
