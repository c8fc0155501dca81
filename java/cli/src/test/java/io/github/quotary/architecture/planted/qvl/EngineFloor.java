package io.github.quotary.architecture.planted.qvl;

/** Breaks nothing. */
public final class EngineFloor {}
