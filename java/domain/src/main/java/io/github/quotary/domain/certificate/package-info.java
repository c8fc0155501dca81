/** DNS names, and certificates as far as they matter for binding a name to a key. */
@NullMarked
package io.github.quotary.domain.certificate;

import org.jspecify.annotations.NullMarked;
