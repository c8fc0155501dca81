/**
 * What Intel signed, one document at a time: its key, its bytes as received, what was checked of
 * it.
 *
 * <p>A {@link io.github.quotary.pcs.document.ReceivedDocument} is bytes; a {@link
 * io.github.quotary.pcs.document.TrustedDocument} comes from {@link
 * io.github.quotary.pcs.document.DocumentChecks} only. Nothing here opens a connection or a file.
 */
@NullMarked
package io.github.quotary.pcs.document;

import org.jspecify.annotations.NullMarked;
