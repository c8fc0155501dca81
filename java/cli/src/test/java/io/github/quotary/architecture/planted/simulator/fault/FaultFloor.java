package io.github.quotary.architecture.planted.simulator.fault;

/** Breaks nothing. */
public final class FaultFloor {}
