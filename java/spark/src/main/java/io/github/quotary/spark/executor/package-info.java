/** What runs in an executor's JVM: one verifier for all tasks, and the rows of a partition. */
@NullMarked
package io.github.quotary.spark.executor;

import org.jspecify.annotations.NullMarked;
