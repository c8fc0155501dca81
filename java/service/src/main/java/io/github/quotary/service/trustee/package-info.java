/** Answers as the attestation service of Confidential Containers' trustee does. */
@NullMarked
package io.github.quotary.service.trustee;

import org.jspecify.annotations.NullMarked;
