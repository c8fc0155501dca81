/**
 * Certificate Transparency: whether a certificate was logged, and whether certificates with
 * unattested keys were logged.
 *
 * <p>{@link SctCheck} verifies the signed certificate timestamps inside a certificate against a
 * {@link LogList}; {@link CtReconciliation} compares the logged certificates of a name with the
 * attested keys.
 */
@NullMarked
package io.github.quotary.domain.ct;

import org.jspecify.annotations.NullMarked;
