package io.github.quotary.architecture.planted.pcs;

/** Breaks nothing. */
public final class PcsFloor {}
