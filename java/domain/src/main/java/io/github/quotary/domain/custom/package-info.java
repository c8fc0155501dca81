/**
 * Custom domains: is the certificate that the domain serves one of those in the manifest that a TD
 * attested?
 */
@NullMarked
package io.github.quotary.domain.custom;

import org.jspecify.annotations.NullMarked;
