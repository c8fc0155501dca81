/** Verification over HTTP/1.1, HTTP/2 and gRPC: starts, reloads and stops. */
@NullMarked
package io.github.quotary.service;

import org.jspecify.annotations.NullMarked;
