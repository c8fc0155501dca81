/**
 * Who attested, and whether the policy accepts them: quotes, logs, identities, OS images and
 * compose files of dstack, compared with a policy.
 */
@NullMarked
package io.github.quotary.domain.workload;

import org.jspecify.annotations.NullMarked;
