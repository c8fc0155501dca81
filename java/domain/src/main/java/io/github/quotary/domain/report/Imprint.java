package io.github.quotary.domain.report;

import java.time.Instant;

/**
 * What a report's caller says of its making.
 *
 * @param producer name of the program
 * @param version its version
 * @param madeAt when the report is written
 * @param verifiedAtSource where the time of verification came from, such as {@code --at}
 * @param collateralSource where the quotes' collateral came from
 * @param command the command that verifies the same again
 */
public record Imprint(
    String producer,
    String version,
    Instant madeAt,
    String verifiedAtSource,
    String collateralSource,
    String command) {}
