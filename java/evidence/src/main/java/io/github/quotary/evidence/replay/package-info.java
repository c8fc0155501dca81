/** What the replay of event logs gives, and its JSON. */
@NullMarked
package io.github.quotary.evidence.replay;

import org.jspecify.annotations.NullMarked;
