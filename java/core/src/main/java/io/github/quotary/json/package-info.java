/** How every module of this project reads JSON, and what it says where it cannot. Not exported. */
@NullMarked
package io.github.quotary.json;

import org.jspecify.annotations.NullMarked;
