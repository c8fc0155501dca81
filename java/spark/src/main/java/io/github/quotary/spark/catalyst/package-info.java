/**
 * The rows and plans of Spark's own, without the detour of rows for callers. What differs among
 * versions of Spark is met here.
 */
@NullMarked
package io.github.quotary.spark.catalyst;

import org.jspecify.annotations.NullMarked;
