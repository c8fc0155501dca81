package io.github.quotary.tcb;

import io.github.quotary.status.TcbStatus;
import java.time.Instant;
import java.util.List;

/**
 * A better status that the platform would have with some SVNs raised. It was found by evaluating
 * the platform with exactly these SVNs raised to exactly these values.
 *
 * @param status the status
 * @param tcbDate date of the levels that would be matched
 * @param needs what would have to be raised
 * @param resolvedAdvisoryIds advisories that concern the platform now and would not then
 * @param platform the platform with them raised
 */
public record TcbTarget(
    TcbStatus status,
    Instant tcbDate,
    List<SvnNeed> needs,
    List<String> resolvedAdvisoryIds,
    PlatformTcb platform) {}
