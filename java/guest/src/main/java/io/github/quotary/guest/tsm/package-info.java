/**
 * Quotes from the kernel's configfs-tsm, on any TDX guest: start at {@link
 * io.github.quotary.guest.tsm.ConfigfsTsm}.
 */
@NullMarked
package io.github.quotary.guest.tsm;

import org.jspecify.annotations.NullMarked;
