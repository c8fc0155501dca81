/**
 * Packs the command: a container image as a tar, which needs no daemon, and an archive to unpack.
 */
@NullMarked
package io.github.quotary.dist;

import org.jspecify.annotations.NullMarked;
