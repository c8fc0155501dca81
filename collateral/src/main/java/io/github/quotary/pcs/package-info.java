/**
 * The collateral of Intel's quotes and where it comes from: Intel's provisioning certification
 * service (PCS), a caching one (PCCS), a cloud's, a bundle.
 *
 * <ul>
 *   <li>{@link io.github.quotary.pcs.PcsClient} asks a service and checks what it answers.
 *   <li>{@link io.github.quotary.pcs.CachingCollateralSource} is what a service gives to its
 *       verifier: it keeps, refreshes and never lets a bad answer replace a good one.
 * </ul>
 *
 * <p>Where to ask is configuration; it is never taken from the evidence.
 */
@NullMarked
package io.github.quotary.pcs;

import org.jspecify.annotations.NullMarked;
