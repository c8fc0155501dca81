/** What the service counts and measures. */
@NullMarked
package io.github.quotary.service.metrics;

import org.jspecify.annotations.NullMarked;
