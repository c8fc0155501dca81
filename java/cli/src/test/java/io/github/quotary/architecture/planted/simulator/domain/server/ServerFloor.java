package io.github.quotary.architecture.planted.simulator.domain.server;

/** Breaks nothing. */
public final class ServerFloor {}
