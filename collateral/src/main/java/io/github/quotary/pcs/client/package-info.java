/**
 * Asks Intel's provisioning certification service (PCS) or a caching one (PCCS), and checks what it
 * answers.
 *
 * <p>The way in is {@link io.github.quotary.pcs.client.PcsClient}. Where to ask is configuration;
 * it is never taken from the evidence.
 */
@NullMarked
package io.github.quotary.pcs.client;

import org.jspecify.annotations.NullMarked;
