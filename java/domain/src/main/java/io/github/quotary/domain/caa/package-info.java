/**
 * Who may issue certificates for a name, by its CAA records (RFC 8659, RFC 8657).
 *
 * <p>The way: {@link CaaSearch} climbs the tree to the {@link RelevantSet} of a name; {@link
 * CaaQuestion} asks it as a certification authority would; {@link CaaLock} says whether it is
 * locked to the accounts that are expected.
 */
@NullMarked
package io.github.quotary.domain.caa;

import org.jspecify.annotations.NullMarked;
