/** Who may ask, and how much. */
@NullMarked
package io.github.quotary.service.access;

import org.jspecify.annotations.NullMarked;
