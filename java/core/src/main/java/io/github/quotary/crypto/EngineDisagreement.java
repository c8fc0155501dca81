package io.github.quotary.crypto;

/**
 * A signature that an engine accepted and Bouncy Castle refused: one of them is wrong. It is all
 * that is needed to repeat it.
 *
 * @param engine name of the engine that accepted
 * @param key the key
 * @param digest 32 bytes, in hexadecimal digits
 * @param signature r and s
 */
public record EngineDisagreement(
    String engine, P256PublicKey key, String digest, P256Signature signature) {}
