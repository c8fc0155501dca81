/** The SQL functions. */
@NullMarked
package io.github.quotary.spark.sql;

import org.jspecify.annotations.NullMarked;
