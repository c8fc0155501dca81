/**
 * Attacks on an attested domain by name, each with the check that must stop it.
 *
 * <p>The way in is {@link io.github.quotary.simulator.domain.attack.DomainAttack}.
 */
@NullMarked
package io.github.quotary.simulator.domain.attack;

import org.jspecify.annotations.NullMarked;
