/**
 * Verdicts as EAT Attestation Results (draft-ietf-rats-ear-04), signed as a JWT: for relying
 * parties that take tokens and do not verify quotes.
 */
@NullMarked
package io.github.quotary.evidence.ear;

import org.jspecify.annotations.NullMarked;
