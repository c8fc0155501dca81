/**
 * What was checked of a domain, and the results: the catalogue of checks, their outcomes, the
 * verdict, and its renderings as text and JSON.
 */
@NullMarked
package io.github.quotary.domain.report;

import org.jspecify.annotations.NullMarked;
