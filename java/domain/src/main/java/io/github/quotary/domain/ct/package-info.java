/**
 * Certificate Transparency: whether a certificate was logged, and whether certificates were logged
 * whose keys nobody attested.
 *
 * <p>{@link SctCheck} verifies the signed certificate timestamps inside a certificate against a
 * {@link LogList}; {@link CtReconciliation} holds what logs have of a name against the attested
 * keys.
 */
@NullMarked
package io.github.quotary.domain.ct;

import org.jspecify.annotations.NullMarked;
