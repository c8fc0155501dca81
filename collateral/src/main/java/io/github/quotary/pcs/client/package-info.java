/**
 * Client for Intel's provisioning certification service (PCS) and caching ones (PCCS); checks every
 * response.
 *
 * <p>Start with {@link io.github.quotary.pcs.client.PcsClient}. Endpoints come from configuration,
 * never from the evidence.
 */
@NullMarked
package io.github.quotary.pcs.client;

import org.jspecify.annotations.NullMarked;
