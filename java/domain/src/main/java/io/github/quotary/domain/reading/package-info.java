/** The result of reading a document: its value, or why it is malformed. */
@NullMarked
package io.github.quotary.domain.reading;

import org.jspecify.annotations.NullMarked;
