/** Answers as dstack-verifier does: a dstack app's quote, event log and OS image. */
@NullMarked
package io.github.quotary.service.dstack;

import org.jspecify.annotations.NullMarked;
