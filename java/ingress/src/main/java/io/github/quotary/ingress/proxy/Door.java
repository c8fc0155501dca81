package io.github.quotary.ingress.proxy;

/** What the connections of one listener share. */
record Door(ProxySettings settings, Identities identities, Backends backends, Meters meters) {}
