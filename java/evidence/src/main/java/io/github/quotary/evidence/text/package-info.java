/** JSON, hexadecimal and base64 as files have them. */
@NullMarked
package io.github.quotary.evidence.text;

import org.jspecify.annotations.NullMarked;
