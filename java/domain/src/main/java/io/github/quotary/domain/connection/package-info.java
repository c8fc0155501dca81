/**
 * The TLS connection that evidence came over: whose certificate it showed, and whether that is
 * valid.
 */
@NullMarked
package io.github.quotary.domain.connection;

import org.jspecify.annotations.NullMarked;
