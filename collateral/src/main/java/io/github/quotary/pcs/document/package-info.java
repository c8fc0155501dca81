/**
 * Single documents signed by Intel: their keys, their bytes as received, and their checks.
 *
 * <p>A {@link io.github.quotary.pcs.document.ReceivedDocument} is bytes; a {@link
 * io.github.quotary.pcs.document.TrustedDocument} is created by {@link
 * io.github.quotary.pcs.document.DocumentChecks} only. Nothing here opens a connection or a file.
 */
@NullMarked
package io.github.quotary.pcs.document;

import org.jspecify.annotations.NullMarked;
