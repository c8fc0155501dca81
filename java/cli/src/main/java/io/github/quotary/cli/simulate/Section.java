package io.github.quotary.cli.simulate;

import java.util.List;

/**
 * Settings that belong together.
 *
 * @param about what they are about, in one line
 * @param settings the settings
 */
record Section(String about, List<Setting> settings) {}
