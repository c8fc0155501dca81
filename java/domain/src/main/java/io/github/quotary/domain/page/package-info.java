/**
 * A domain's report as one HTML page for people: no script, nothing external, all untrusted text
 * escaped.
 */
@NullMarked
package io.github.quotary.domain.page;

import org.jspecify.annotations.NullMarked;
