/** What exchanges with other services have in common: waiting, and how long a service asks to. */
@NullMarked
package io.github.quotary.ingress.exchange;

import org.jspecify.annotations.NullMarked;
