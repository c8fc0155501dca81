/**
 * Benchmarks, one class per question, and {@link io.github.quotary.benchmarks.Main}, which runs
 * them and saves the results. The report is made by {@code
 * io.github.quotary.benchmarks.report.Report}.
 */
@NullMarked
package io.github.quotary.benchmarks;

import org.jspecify.annotations.NullMarked;
