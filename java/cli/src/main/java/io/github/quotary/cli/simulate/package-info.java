/** What is to be simulated, named and set on the command line, and how it is listed and written. */
@NullMarked
package io.github.quotary.cli.simulate;

import org.jspecify.annotations.NullMarked;
