package io.github.quotary.ingress.proxy;

/**
 * What a proxy counted since it was started.
 *
 * @param accepted connections, without those over the cap
 * @param refused connections over the cap
 * @param open connections now
 * @param failedHandshakes connections that ended before their TLS handshake did
 * @param challenges handshakes answered with a challenge's certificate
 * @param bytesIn from clients to backends, without TLS
 * @param bytesOut from backends to clients, without TLS
 * @param evidenceRequests answered here
 * @param failedConnects connections whose backend could not be reached
 */
public record ProxyCounters(
    long accepted,
    long refused,
    long open,
    long failedHandshakes,
    long challenges,
    long bytesIn,
    long bytesOut,
    long evidenceRequests,
    long failedConnects) {}
