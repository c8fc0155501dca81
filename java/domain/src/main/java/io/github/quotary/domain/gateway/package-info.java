/**
 * Gateway domains: is the key of the gateway's wildcard certificate, and every other key that it
 * lists, one that a TD attested?
 */
@NullMarked
package io.github.quotary.domain.gateway;

import org.jspecify.annotations.NullMarked;
