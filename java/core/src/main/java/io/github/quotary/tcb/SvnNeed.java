package io.github.quotary.tcb;

/**
 * An SVN that a level asks for and the platform does not have.
 *
 * @param component whose SVN
 * @param has what the platform has
 * @param needs what the level asks for
 * @param remedy what kind of action raises it
 */
public record SvnNeed(SvnComponent component, long has, long needs, Remedy remedy) {}
