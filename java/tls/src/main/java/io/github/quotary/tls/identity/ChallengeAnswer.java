package io.github.quotary.tls.identity;

import io.github.quotary.guest.provider.TeeQuote;
import java.security.cert.X509Certificate;

/**
 * The answer to a nonce: a quote whose report data is {@link
 * io.github.quotary.challenge.KeyBinding#reportData(String, byte[], byte[])} of context, key and
 * nonce. Immutable.
 *
 * @param certificate whose SubjectPublicKeyInfo is the key
 * @param quote made for this nonce
 */
public record ChallengeAnswer(X509Certificate certificate, TeeQuote quote) {}
