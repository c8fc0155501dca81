package io.github.quotary.cli.domain;

import io.github.quotary.collateral.CollateralKey;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.pcs.bundle.CollateralBundle;
import io.github.quotary.pcs.client.PcsClient;
import io.github.quotary.pcs.client.PcsResult;
import io.github.quotary.pcs.document.TcbUpdate;
import io.github.quotary.pcs.document.TrustedDocument;
import io.github.quotary.verify.Verifier;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Fetches the collateral of quotes from a provisioning certification service. */
final class PcsCollateral {
  /** Maximum number of platforms; a gateway has few, and evidence is untrusted. */
  private static final int MAX_PLATFORMS = 16;

  private final PcsClient client;
  private final Instant at;
  private final PrintWriter err;

  /**
   * Fetches with this client.
   *
   * @param at the time of fetching
   * @param err receives a message for each failure
   */
  PcsCollateral(PcsClient client, Instant at, PrintWriter err) {
    this.client = client;
    this.at = at;
    this.err = err;
  }

  /**
   * The collateral of these quotes' platforms, as the option --collateral takes it. A quote whose
   * certificates do not lead up to the client's root names nothing that is asked for.
   */
  Optional<byte[]> of(List<ByteBuffer> quotes) {
    Set<CollateralKey> platforms = new LinkedHashSet<>();
    Verifier verifier =
        Verifier.builder()
            .trustAnchor(client.trustAnchor())
            .engine(EcdsaP256.bouncyCastle())
            .build();
    quotes.forEach(quote -> verifier.platform(quote).ifPresent(platforms::add));
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
      err.println("quotary: no collateral for " + key + ": " + result.cause());
      return Optional.empty();
    }
    byte[] json =
        CollateralBundle.of(
                at, result.value().get().stream().map(TrustedDocument::received).toList())
            .toQuoteCollateralJson(key);
    return Optional.of(new String(json, StandardCharsets.UTF_8).strip());
  }
}
