package io.github.quotary.verify;

/** Sizes above which input is refused unread. */
record InputLimits(int maxQuoteBytes, int maxCollateralBytes) {}
