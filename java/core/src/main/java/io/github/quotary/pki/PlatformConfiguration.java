package io.github.quotary.pki;

/**
 * Flags of a multi-package platform (SGX extension, .7).
 *
 * @param dynamicPlatform packages can be added after it was provisioned
 * @param cachedKeys Intel keeps the platform's root keys
 * @param smtEnabled simultaneous multithreading is on
 */
public record PlatformConfiguration(
    boolean dynamicPlatform, boolean cachedKeys, boolean smtEnabled) {}
