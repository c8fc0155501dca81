package io.github.quotary.verify;

import io.github.quotary.status.CheckResult;
import java.util.List;

/**
 * Every check of the line, not only the first that failed, and the verdict. The verdict's reason is
 * the first failed check of the list.
 *
 * @param result the verdict, the same that {@link Verifier#verify} gives
 * @param checks each check once, in Intel's order
 */
public record FullReport(VerificationResult result, List<CheckResult> checks) {}
