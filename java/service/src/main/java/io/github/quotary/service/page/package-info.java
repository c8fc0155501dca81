/** The service's page for people: one document that asks the service itself and nobody else. */
@NullMarked
package io.github.quotary.service.page;

import org.jspecify.annotations.NullMarked;
