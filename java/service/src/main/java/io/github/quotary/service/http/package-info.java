/** The listener: connections, requests and their bounds. Everything in it runs on event loops. */
@NullMarked
package io.github.quotary.service.http;

import org.jspecify.annotations.NullMarked;
