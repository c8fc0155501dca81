/**
 * Writes what a specification says, by Intel's formats alone: quotes, certificates, revocation
 * lists, TCB info, QE identity. Not exported.
 */
@NullMarked
package io.github.quotary.simulator.write;

import org.jspecify.annotations.NullMarked;
