package io.github.quotary.domain.workload;

import io.github.quotary.domain.dstack.KeyProvider;
import io.github.quotary.quote.Measurement;
import java.util.Optional;

/**
 * A key provider that a policy allows.
 *
 * @param kind its kind
 * @param id its id; empty for any, which only the kinds none and tpm may have
 */
public record AllowedKeyProvider(KeyProvider.Kind kind, Optional<Measurement> id) {
  /** Rejects a KMS or an enclave without id: anyone can run one. */
  public AllowedKeyProvider {
    if (id.isEmpty() && (kind == KeyProvider.Kind.KMS || kind == KeyProvider.Kind.LOCAL_SGX)) {
      throw new IllegalArgumentException(
          "a key provider of kind " + kind.eventName() + " needs its id");
    }
  }

  boolean allows(KeyProvider provider) {
    return provider.kind() == kind && id.map(provider.id()::equals).orElse(true);
  }
}
