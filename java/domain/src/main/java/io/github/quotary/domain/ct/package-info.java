/**
 * Certificate Transparency: whether a certificate was logged, and whether certificates with
 * unattested keys were logged.
 *
 * <p>{@link SctCheck} verifies the signed certificate timestamps inside a certificate against a
 * {@link LogList}; {@link CtReconciliation} compares the logged certificates of a name with the
 * attested keys.
 *
 * <p>{@link CtSource} finds logged certificates, and {@link CtSearchAnswer} reads what services
 * answer. What came of the question is one of four outcomes, {@link
 * io.github.quotary.domain.report.CtOutcome}: not asked, unavailable, incomplete, complete. Only a
 * complete answer lets absence count.
 */
@NullMarked
package io.github.quotary.domain.ct;

import org.jspecify.annotations.NullMarked;
