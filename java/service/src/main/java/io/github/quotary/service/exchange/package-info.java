/** What a request is answered with, whichever protocol carries it. */
@NullMarked
package io.github.quotary.service.exchange;

import org.jspecify.annotations.NullMarked;
