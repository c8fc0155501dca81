/**
 * Makes the report from the measured JSON: {@link io.github.quotary.benchmarks.report.Report}.
 *
 * <p>{@code Results} reads the files, {@code Question} describes the benchmarks, {@code Target} the
 * targets; the rest writes tables and charts.
 */
@NullMarked
package io.github.quotary.benchmarks.report;

import org.jspecify.annotations.NullMarked;
