/** What every answer is made with: the queue, and the policies and keys as they were read last. */
@NullMarked
package io.github.quotary.service.engine;

import org.jspecify.annotations.NullMarked;
