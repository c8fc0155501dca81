/**
 * Custom domains: is the certificate that the domain serves one of those in the manifest that a TD
 * attested?
 *
 * <p>The evidence is a manifest, {@code sha256sum.txt}, of the certificates and the ACME account's
 * document, and {@code quote.json}, whose report data are SHA-256 of the manifest and 32 zeros. It
 * has no date.
 *
 * <p>A domain may offer challenges as well: {@code GET /evidences/challenge?nonce=} and 16 to 64
 * bytes in hexadecimal gets {@code {"version":1,"statement":"<text>","quote":{...}}}. The statement
 * is JSON that names the served names, the account, the keys and certificates by their digests, the
 * TD's time and the nonce; the report data of its quote are SHA-512 of {@code
 * quotary-domain-challenge:} and the statement. Any other answer than status 200 with a JSON object
 * means that no challenge is offered.
 */
@NullMarked
package io.github.quotary.domain.custom;

import org.jspecify.annotations.NullMarked;
