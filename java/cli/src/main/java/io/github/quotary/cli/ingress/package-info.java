/** Commands that set up and serve a custom domain from within a TEE. */
@NullMarked
package io.github.quotary.cli.ingress;

import org.jspecify.annotations.NullMarked;
