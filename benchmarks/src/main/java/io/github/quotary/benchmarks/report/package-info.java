/**
 * Makes the report from the measured JSON: {@link io.github.quotary.benchmarks.report.Report}.
 *
 * <p>{@code Results} reads the files, {@code Question} says what each benchmark asks, {@code
 * Target} what is aimed at; the rest writes tables and charts.
 */
@NullMarked
package io.github.quotary.benchmarks.report;

import org.jspecify.annotations.NullMarked;
