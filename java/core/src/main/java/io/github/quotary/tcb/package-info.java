/** TCB evaluation: pure matching of SVNs against levels, and Intel's convergence. */
@NullMarked
package io.github.quotary.tcb;

import org.jspecify.annotations.NullMarked;
