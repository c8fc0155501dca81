/** The columns of a verdict, an inspection and a replay, and their values. */
@NullMarked
package io.github.quotary.spark.column;

import org.jspecify.annotations.NullMarked;
