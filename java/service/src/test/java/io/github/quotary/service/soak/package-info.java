/** Hours of good, bad and random input, in all weathers. */
@NullMarked
package io.github.quotary.service.soak;

import org.jspecify.annotations.NullMarked;
