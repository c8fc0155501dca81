/**
 * One call for whatever people hand over: bytes in; quotes, collateral and event logs out, or what
 * the bytes are instead. Start with {@link io.github.quotary.evidence.form.EvidenceReader}; the
 * forms are listed by {@link io.github.quotary.evidence.form.Form}.
 */
@NullMarked
package io.github.quotary.evidence.form;

import org.jspecify.annotations.NullMarked;
