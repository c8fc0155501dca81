/** What an ingress must remember between two starts: one folder of small files. */
@NullMarked
package io.github.quotary.ingress.state;

import org.jspecify.annotations.NullMarked;
