package io.github.quotary.architecture.planted.evidence.report;

/** Breaks nothing. */
public final class ReportFloor {}
