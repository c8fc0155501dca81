/**
 * Event logs in the forms of common tools. Start with {@link
 * io.github.quotary.evidence.log.LogReader}.
 */
@NullMarked
package io.github.quotary.evidence.log;

import org.jspecify.annotations.NullMarked;
