/**
 * What an ingress is told to do: the environment variables of dstack-ingress 2.x, or a JSON file
 * with the same settings.
 *
 * <p>The way: {@link Setting} lists all settings with their names and their {@link Form}s; a source
 * gives what was set; {@link ConfigurationReader} checks everything and answers with a {@link
 * Configuration} or with all problems at once.
 */
@NullMarked
package io.github.quotary.ingress.config;

import org.jspecify.annotations.NullMarked;
