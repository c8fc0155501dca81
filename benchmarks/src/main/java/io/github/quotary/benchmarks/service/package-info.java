/**
 * What {@code quotary serve} costs beside the engine's batch: {@link
 * io.github.quotary.benchmarks.service.ServiceLoad}.
 */
@NullMarked
package io.github.quotary.benchmarks.service;

import org.jspecify.annotations.NullMarked;
