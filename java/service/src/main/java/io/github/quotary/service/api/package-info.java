/** What the service answers under {@code /v1}. */
@NullMarked
package io.github.quotary.service.api;

import org.jspecify.annotations.NullMarked;
