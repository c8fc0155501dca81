/** What the command writes: verdicts as text and as JSON. */
@NullMarked
package io.github.quotary.cli.report;

import org.jspecify.annotations.NullMarked;
