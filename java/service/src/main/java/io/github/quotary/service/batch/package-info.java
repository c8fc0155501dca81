/** Many quotes in one request: lines of JSON in and out, in bounded memory. */
@NullMarked
package io.github.quotary.service.batch;

import org.jspecify.annotations.NullMarked;
