/**
 * A provisioning certification service on loopback that answers as Intel's, or badly by request.
 *
 * <p>The way in is {@link io.github.quotary.simulator.pcs.FakePcs}.
 */
@NullMarked
package io.github.quotary.simulator.pcs;

import org.jspecify.annotations.NullMarked;
