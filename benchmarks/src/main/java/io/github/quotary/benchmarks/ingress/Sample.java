package io.github.quotary.benchmarks.ingress;

/**
 * A figure.
 *
 * @param value in the measure's unit
 * @param proxyCores how many cores the proxy used meanwhile; 0 where that says nothing
 */
record Sample(double value, double proxyCores) {}
