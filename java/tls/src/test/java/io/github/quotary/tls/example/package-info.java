/** Recipes for common clients and servers; each is run by a test. */
@NullMarked
package io.github.quotary.tls.example;

import org.jspecify.annotations.NullMarked;
