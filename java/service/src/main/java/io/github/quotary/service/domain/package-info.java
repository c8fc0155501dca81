/** Domains that the settings allow, verified on request. */
@NullMarked
package io.github.quotary.service.domain;

import org.jspecify.annotations.NullMarked;
