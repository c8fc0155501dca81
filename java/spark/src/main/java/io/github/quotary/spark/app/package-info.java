/** The application for spark-submit: {@link io.github.quotary.spark.app.VerifyApplication}. */
@NullMarked
package io.github.quotary.spark.app;

import org.jspecify.annotations.NullMarked;
