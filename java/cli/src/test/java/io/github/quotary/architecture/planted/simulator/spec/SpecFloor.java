package io.github.quotary.architecture.planted.simulator.spec;

/** Breaks nothing. */
public final class SpecFloor {}
