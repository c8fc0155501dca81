/** Which records the names to serve need, who makes them, and which an ingress made earlier. */
@NullMarked
package io.github.quotary.ingress.records;

import org.jspecify.annotations.NullMarked;
