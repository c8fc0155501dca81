/** The only place that touches a cryptographic provider: SHA-2 and ECDSA over P-256. */
@NullMarked
package io.github.quotary.crypto;

import org.jspecify.annotations.NullMarked;
