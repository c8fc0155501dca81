/** Reads Azure's evidence of a TDX virtual machine with a virtual TPM. */
@NullMarked
package io.github.quotary.evidence.azure;

import org.jspecify.annotations.NullMarked;
