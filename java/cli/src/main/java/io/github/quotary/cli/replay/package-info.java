/** Event logs on the command line: finding them in files, and showing what they prove. */
@NullMarked
package io.github.quotary.cli.replay;

import org.jspecify.annotations.NullMarked;
