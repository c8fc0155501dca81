/** The TLS connection that evidence came over: whose certificate was it, and is it good? */
@NullMarked
package io.github.quotary.domain.connection;

import org.jspecify.annotations.NullMarked;
