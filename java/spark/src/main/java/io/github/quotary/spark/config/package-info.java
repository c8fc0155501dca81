/** What is asked for: options, Spark's configuration, collateral that is broadcast. */
@NullMarked
package io.github.quotary.spark.config;

import org.jspecify.annotations.NullMarked;
