/** Reads quotes out of X.509 certificates, and how a certificate's key is bound to its quote. */
@NullMarked
package io.github.quotary.evidence.certificate;

import org.jspecify.annotations.NullMarked;
