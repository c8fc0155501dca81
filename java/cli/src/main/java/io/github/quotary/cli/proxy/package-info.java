/** The HTTP proxy that the user's environment names. */
@NullMarked
package io.github.quotary.cli.proxy;

import org.jspecify.annotations.NullMarked;
