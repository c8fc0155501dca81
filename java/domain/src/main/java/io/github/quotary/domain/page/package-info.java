/**
 * A domain's report as one HTML page for people: no script, nothing from elsewhere, everything that
 * strangers wrote escaped.
 */
@NullMarked
package io.github.quotary.domain.page;

import org.jspecify.annotations.NullMarked;
