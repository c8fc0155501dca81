/**
 * The TLS proxy of the ingress beside HAProxy: {@link io.github.quotary.benchmarks.ingress.Beside}.
 */
@NullMarked
package io.github.quotary.benchmarks.ingress;

import org.jspecify.annotations.NullMarked;
