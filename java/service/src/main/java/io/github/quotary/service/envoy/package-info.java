/** Answers Envoy's external authorization: whether a request comes with a quote that is trusted. */
@NullMarked
package io.github.quotary.service.envoy;

import org.jspecify.annotations.NullMarked;
