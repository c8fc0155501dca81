/** What it costs to start the command: {@link io.github.quotary.benchmarks.start.Starts}. */
@NullMarked
package io.github.quotary.benchmarks.start;

import org.jspecify.annotations.NullMarked;
