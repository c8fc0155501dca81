/**
 * What an ingress would do, and whether it can, without doing it: nothing here writes. {@link
 * io.github.quotary.ingress.plan.Planner} compares what a configuration needs with what is there.
 */
@NullMarked
package io.github.quotary.ingress.plan;

import org.jspecify.annotations.NullMarked;
