/**
 * A domain's evidence at one time: its responses, its certificates, its connection. Raw bytes and
 * facts of the capture; nothing here is parsed or judged, and none of it is trusted because of
 * where it came from.
 */
@NullMarked
package io.github.quotary.domain.evidence;

import org.jspecify.annotations.NullMarked;
