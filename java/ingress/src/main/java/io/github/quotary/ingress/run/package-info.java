/**
 * An ingress at work: {@link io.github.quotary.ingress.run.Ingress} serves what is at hand, and
 * passes over the names again and again: records, locks, certificates, then evidence of what is
 * served.
 */
@NullMarked
package io.github.quotary.ingress.run;

import org.jspecify.annotations.NullMarked;
