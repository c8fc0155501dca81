/**
 * Quotes in Spark: start with {@link io.github.quotary.spark.QuotarySpark}.
 *
 * <p>Runs on the driver, but for what it hands to executors.
 */
@NullMarked
package io.github.quotary.spark;

import org.jspecify.annotations.NullMarked;
