package io.github.quotary.service.http;

import io.github.quotary.service.access.ApiKeys;
import io.github.quotary.service.access.ClientLimits;
import io.github.quotary.service.batch.BatchEngine;
import io.github.quotary.service.config.Settings;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What all event loops share. Thread-safe.
 *
 * @param settings that stay while the service runs
 * @param routes who answers what
 * @param grpc answers what comes with the content type of gRPC
 * @param batch verifies batches
 * @param keys of clients, as they were read last
 * @param limits of clients, if there are any
 * @param workers run handlers
 * @param listener hears of every answer
 * @param ticker nanoseconds since some moment
 * @param accepted connections
 * @param open how many requests are being answered
 * @param unread answers that clients do not read
 */
record Shared(
    Settings settings,
    RouteTable routes,
    Handler<HttpServerRequest> grpc,
    BatchEngine batch,
    Supplier<ApiKeys> keys,
    Optional<ClientLimits> limits,
    Executor workers,
    RequestListener listener,
    LongSupplier ticker,
    Accepted accepted,
    OpenRequests open,
    Unread unread) {}
