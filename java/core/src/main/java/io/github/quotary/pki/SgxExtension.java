package io.github.quotary.pki;

import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TcbComponents;
import org.jspecify.annotations.Nullable;

/** What Intel's SGX extension of a PCK certificate says. */
record SgxExtension(
    Measurement ppid,
    TcbComponents tcbComponents,
    long pceSvn,
    Measurement cpuSvn,
    Measurement pceId,
    Measurement fmspc,
    int sgxType,
    @Nullable Measurement platformInstanceId,
    @Nullable PlatformConfiguration configuration) {}
