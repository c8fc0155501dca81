/**
 * What an ingress needs before it can work, with what to do where it is missing. Nothing here
 * writes, but for listening on a port for a moment.
 */
@NullMarked
package io.github.quotary.ingress.check;

import org.jspecify.annotations.NullMarked;
