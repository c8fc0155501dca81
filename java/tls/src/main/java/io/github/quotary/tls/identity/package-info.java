/**
 * The identity of a workload inside a TEE: {@link
 * io.github.quotary.tls.identity.AttestedKeyManager} makes a key, a certificate with evidence over
 * it, and makes both anew in time.
 */
@NullMarked
package io.github.quotary.tls.identity;

import org.jspecify.annotations.NullMarked;
