/**
 * What Intel's DCAP library hands out beside a verdict, {@code sgx_ql_qv_supplemental_t}, out of
 * this engine. Start at {@link io.github.quotary.supplemental.SupplementalData}.
 */
@NullMarked
package io.github.quotary.supplemental;

import org.jspecify.annotations.NullMarked;
