/** Help on topics and commands, completion, man pages, and what to say of a wrong command line. */
@NullMarked
package io.github.quotary.cli.help;

import org.jspecify.annotations.NullMarked;
