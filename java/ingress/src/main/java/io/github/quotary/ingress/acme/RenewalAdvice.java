package io.github.quotary.ingress.acme;

import java.time.Instant;
import java.util.Optional;

/**
 * When an authority wants a certificate to be renewed (RFC 9773).
 *
 * @param start of the window in which to renew
 * @param end of the window
 * @param explanation a page for people, if there is a reason that concerns them
 * @param askAgain when to ask the next time
 */
public record RenewalAdvice(
    Instant start, Instant end, Optional<String> explanation, Instant askAgain) {}
