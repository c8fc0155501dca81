package io.github.quotary.architecture.planted.cli.option;

/** Breaks nothing. */
public final class OptionFloor {}
