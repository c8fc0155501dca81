/** The settings of the service: read strictly, every value checked. */
@NullMarked
package io.github.quotary.service.config;

import org.jspecify.annotations.NullMarked;
