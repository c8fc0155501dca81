package io.github.quotary.verify;

/** Sizes above which input is refused unread. */
record Limits(int maxQuoteBytes, int maxCollateralBytes) {}
