package io.github.quotary.service.engine;

import io.github.quotary.service.exchange.GrpcPart;
import io.github.quotary.service.exchange.Route;
import java.util.List;

/** A part of the service that answers at paths, or gRPC methods, of its own. */
@FunctionalInterface
public interface Part {
  /** What it answers. */
  List<Route> routes(Engine engine);

  /** Its gRPC methods; none unless it says otherwise. */
  default List<GrpcPart> grpc(Engine engine) {
    return List.of();
  }
}
