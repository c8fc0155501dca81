/** Test vectors as folders of files, and the list of those that come with the project. */
@NullMarked
package io.github.quotary.simulator.vector;

import org.jspecify.annotations.NullMarked;
