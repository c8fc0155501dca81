/**
 * Which OS image booted: the registers that an image gives, from material that the prover hands
 * over or from the image itself, and lists of images that are allowed.
 */
@NullMarked
package io.github.quotary.domain.dstack.image;

import org.jspecify.annotations.NullMarked;
