package io.github.quotary.architecture.planted.cli.policy;

/** Breaks nothing. */
public final class PolicyFloor {}
