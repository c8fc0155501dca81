/** Intel's words: TCB statuses, and the reasons for which a quote is rejected. */
@NullMarked
package io.github.quotary.status;

import org.jspecify.annotations.NullMarked;
