/** The command {@code policy}: checks a policy file. */
@NullMarked
package io.github.quotary.cli.policy;

import org.jspecify.annotations.NullMarked;
