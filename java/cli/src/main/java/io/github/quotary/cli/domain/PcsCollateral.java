package io.github.quotary.cli.domain;

import io.github.quotary.cli.input.InputException;
import io.github.quotary.collateral.CollateralKey;
import io.github.quotary.pcs.CollateralBundle;
import io.github.quotary.pcs.PcsClient;
import io.github.quotary.pcs.PcsEndpoint;
import io.github.quotary.pcs.PcsResult;
import io.github.quotary.pcs.QuotePlatform;
import io.github.quotary.pcs.TcbUpdate;
import io.github.quotary.pcs.TrustedDocument;
import io.github.quotary.pki.TrustAnchor;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks a provisioning certification service for the collateral of quotes. */
final class PcsCollateral {
  /** Platforms that are asked for; a gateway has few, and evidence is anybody's. */
  private static final int MAX_PLATFORMS = 16;

  private final PcsClient client;
  private final Instant at;
  private final PrintWriter err;

  /**
   * A client of a service.
   *
   * @param url its address; null for Intel's
   * @param at the time of verification, by which answers are current or not
   * @param err told of what cannot be had
   */
  PcsCollateral(@Nullable String url, TrustAnchor anchor, Instant at, PrintWriter err) {
    client =
        PcsClient.builder()
            .endpoint(url == null ? PcsEndpoint.intel() : endpoint(url))
            .trustAnchor(anchor)
            .clock(Clock.fixed(at, ZoneOffset.UTC))
            .build();
    this.at = at;
    this.err = err;
  }

  private static PcsEndpoint endpoint(String url) {
    try {
      return PcsEndpoint.of(URI.create(url));
    } catch (IllegalArgumentException e) {
      throw new InputException("--pcs: " + e.getMessage());
    }
  }

  /** The collateral of these quotes' platforms, as the option --collateral takes it. */
  Optional<byte[]> of(List<ByteBuffer> quotes) {
    Set<CollateralKey> platforms = new LinkedHashSet<>();
    quotes.forEach(quote -> QuotePlatform.of(quote).ifPresent(platforms::add));
    List<String> sets = new ArrayList<>();
    platforms.stream().limit(MAX_PLATFORMS).forEach(key -> fetch(key).ifPresent(sets::add));
    return sets.isEmpty()
        ? Optional.empty()
        : Optional.of(
            ("{\"collaterals\":[" + String.join(",", sets) + "]}")
                .getBytes(StandardCharsets.UTF_8));
  }

  private Optional<String> fetch(CollateralKey key) {
    PcsResult<List<TrustedDocument>> result = client.documents(key, TcbUpdate.STANDARD);
    if (result.value().isEmpty()) {
      err.println("quotary: no collateral of " + key + ": " + result.cause());
      return Optional.empty();
    }
    byte[] json =
        CollateralBundle.of(
                at, result.value().get().stream().map(TrustedDocument::received).toList())
            .toQuoteCollateralJson(key);
    return Optional.of(new String(json, StandardCharsets.UTF_8).strip());
  }
}
