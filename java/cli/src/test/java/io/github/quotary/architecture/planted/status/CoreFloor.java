package io.github.quotary.architecture.planted.status;

/** Breaks nothing. */
public final class CoreFloor {}
