/** Options that commands share, one class per group, and the exit codes. */
@NullMarked
package io.github.quotary.cli.option;

import org.jspecify.annotations.NullMarked;
