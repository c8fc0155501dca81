/** What the tests share: a simulated TD, its certificates, connections on loopback. */
@NullMarked
package io.github.quotary.tls.laboratory;

import org.jspecify.annotations.NullMarked;
