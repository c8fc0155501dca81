/** The command {@code replay}: shows what event logs prove. */
@NullMarked
package io.github.quotary.cli.replay;

import org.jspecify.annotations.NullMarked;
