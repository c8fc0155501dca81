/** The command {@code quotary domain}: is this domain's key held by a TD? */
@NullMarked
package io.github.quotary.cli.domain;

import org.jspecify.annotations.NullMarked;
