/** Trust and key managers whose peers prove in which TEE their key is. */
@NullMarked
package io.github.quotary.tls;

import org.jspecify.annotations.NullMarked;
